(* Finite sums as sums of what cannot be taken apart further. *)
From Derive Require Export Normal.
Open Scope R_scope.

(* ---- finite sums --------------------------------------------------------------------- *)
(* [factor i b]: b as a pair, what is free of i and the rest. *)
Ltac product_of a b := lazymatch a with 1 => b | _ => lazymatch b with 1 => a | _ => constr:(a * b) end end.
Ltac factor i b :=
  lazymatch b with
  | context [i] => lazymatch b with
      | ?p * ?q => lazymatch factor i p with (?c, ?r) => lazymatch factor i q with (?d, ?s) =>
          let k := product_of c d in let t := product_of r s in constr:((k, t)) end end
      | ?p / ?q => lazymatch q with
          | context [i] => lazymatch factor i p with (?c, ?r) => constr:((c, r / q)) end
          | _ => lazymatch factor i p with (?c, ?r) => constr:((c / q, r)) end end
      | - ?p => lazymatch factor i p with (?c, ?r) => constr:((- c, r)) end
      | _ => constr:((1, b)) end
  | _ => constr:((b, 1)) end.
(* The body with the branch for another index. *)
Ltac elsewhere f j := constr:(fun i : Z => ltac:(let b := eval cbv beta in (f i) in match b with
  | context C [if Z.eq_dec i j then _ else ?q] => let d := context C [q] in exact d
  | context C [if Req_EM_T (IZR i) (IZR j) then _ else ?q] => let d := context C [q] in exact d
  | context C [if Z.eq_dec j i then _ else ?q] => let d := context C [q] in exact d
  | context C [if Req_EM_T (IZR j) (IZR i) then _ else ?q] => let d := context C [q] in exact d end)).
Ltac other_index := cbv beta; first [
    match goal with |- context [Z.eq_dec ?a ?b] => destruct (Z.eq_dec a b); [exfalso; lia | reflexivity] end
  | match goal with |- context [Req_EM_T (IZR ?a) (IZR ?b)] => destruct (Req_EM_T (IZR a) (IZR b)) as [E|];
      [apply eq_IZR in E; exfalso; lia | reflexivity] end ].
Ltac this_index := match goal with
  | |- context [Z.eq_dec ?a ?a] => destruct (Z.eq_dec a a) as [_|?]; [|congruence]
  | |- context [Req_EM_T ?a ?a] => destruct (Req_EM_T a a) as [_|?]; [|congruence] end.
Ltac sum_at_index l u f :=
  match goal with j : Z |- _ =>
    let g := elsewhere f j in
    rewrite (sum_at j g l u f) by first [lia | intros; other_index]; cbv beta; repeat this_index end.
Ltac spread f := lazymatch f with      (* something to multiply out *)
  | context [(_ + _) * _] => idtac | context [_ * (_ + _)] => idtac | context [(_ - _) * _] => idtac
  | context [_ * (_ - _)] => idtac | context [(_ + _) ^ _] => idtac | context [(_ - _) ^ _] => idtac
  | context [(_ + _) / _] => idtac | context [(_ - _) / _] => idtac | context [(- _) ^ _] => idtac
  | context [(_ * _) ^ _] => idtac | context [(_ / _) ^ _] => idtac end.
Ltac sum_rewrite l u f :=
  lazymatch f with
  | fun _ => ?c => replace (sum l u f) with ((IZR u - IZR l + 1) * c) by (symmetry; apply sum_const; lia)
  | fun i => @?a i + @?b i => replace (sum l u f) with (sum l u a + sum l u b) by (symmetry; apply sum_plus)
  | fun i => @?a i - @?b i => replace (sum l u f) with (sum l u a - sum l u b) by (symmetry; apply sum_minus)
  | fun i => - @?a i => replace (sum l u f) with (- sum l u a) by (symmetry; apply sum_opp)
  | _ => first
      [ let p := constr:(fun i : Z => ltac:(let b := eval cbv beta in (f i) in let q := factor i b in exact q)) in
        lazymatch p with fun i => (?c, @?r i) => lazymatch c with 1 => fail | _ =>
          replace (sum l u f) with (c * sum l u r)
            by (rewrite <- sum_scale; apply sum_ext; intros; cbv beta; unfold Rdiv; ring) end end
      | sum_at_index l u f
      | let i := fresh "i" in let I := fresh in let P := fresh in let K := fresh in
        erewrite (sum_form l u f) by (intros i I P K; cbv beta; progress norm; exact K); cbv beta
      | spread f; let i := fresh "i" in let I := fresh in let P := fresh in let K := fresh in
        erewrite (sum_form l u f) by (intros i I P K; cbv beta;
          match goal with |- P ?x => progress (ring_simplify x) end; exact K); cbv beta ]
  end; cbv beta.
Ltac sum1 := match goal with |- context [sum ?l ?u ?f] => sum_rewrite l u f end.
Ltac isnat n := lazymatch n with O => constr:(true) | S ?m => isnat m | _ => constr:(false) end.
Ltac literal_sums := repeat match goal with
  | |- context [sum ?l ?u ?f] => let n := eval compute in (Z.to_nat (u - l + 1)) in
      lazymatch isnat n with true => idtac end;
      change (sum l u f) with (sum_from l n f); cbn [sum_from]; cbv beta
  | |- context [product ?l ?u ?f] => let n := eval compute in (Z.to_nat (u - l + 1)) in
      lazymatch isnat n with true => idtac end;
      change (product l u f) with (product_from l n f); cbn [product_from]; cbv beta
  end;
  repeat match goal with |- context [(?a + Z.of_nat ?n)%Z] =>
    let k := eval compute in (a + Z.of_nat n)%Z in change (a + Z.of_nat n)%Z with k end;
  repeat match goal with
  | |- context [powerRZ ?a 0] => change (powerRZ a 0) with 1
  | |- context [powerRZ ?a (Z.pos ?p)] => change (powerRZ a (Z.pos p)) with (a ^ Pos.to_nat p); lit p
  end.
Ltac close_eq := first [reflexivity | lra | field; side].
Ltac same_sums k := match goal with |- context [sum ?l ?u ?f] => match goal with |- context [sum ?m ?v ?g] =>
  first [distinct f g | distinct l m | distinct u v];
  replace (sum l u f) with (sum m v g)
    by (transitivity (sum l u g); [apply sum_bounds; first [reflexivity | lia] | apply sum_ext; intros; cbv beta; k]) end end.
