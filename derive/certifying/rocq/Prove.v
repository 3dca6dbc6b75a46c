(* One tactic, [derive], that proves the steps of a derivation without a hint: equalities,
   inequalities, derivatives, limits, and that what is written is defined.  What it does cannot
   make a false statement true: Rocq checks the proof that it finds. *)
From Derive Require Export Limits.
Open Scope R_scope.

(* ---- equalities ---------------------------------------------------------------------- *)
Ltac pin x c := assert (x = c) by lra; subst x.
Ltac border := match goal with   (* two case bounds that meet pin a variable down *)
  | x : R |- _ => pin x 0
  | x : R, _ : ?u <= ?v |- _ => first [pin x u | pin x v | pin x (- u) | pin x (- v)] end.
Ltac drop := match goal with H : ?P |- _ => lazymatch P with _ = _ => fail | _ => clear H end end.
Ltac poly := facts; field_simplify_eq; [ repeat drop; unfold pow in *; solve [nsatz] | side .. ].
Ltac has_sum := match goal with |- context [sum _ _ _] => idtac | |- context [product _ _ _] => idtac end.
Ltac exp_of A :=   (* A as exp of its logarithm *)
  let L := fresh "L" in let E := fresh in
  assert (E : A = exp (ln A)) by (symmetry; apply exp_ln; side);
  set (L := ln A) in *; clearbody L; rewrite E; clear E.
Ltac as_exp := repeat match goal with |- context [ln ?A] => exp_of A end; repeat exp1.
Ltac plain := first [ close_eq | repeat same_atoms; close_eq ].
Ltac equality_ :=
  first [ close_eq | norm; plain | norm; border; norm; close_eq | norm; poly
        | norm; repeat (split_atoms; repeat ln1; repeat same_atoms); close_eq
        | repeat match goal with |- context [sqrt ?a] => rewrite (sqrt_exp a) by side end;
          norm; as_exp; repeat same_atoms; close_eq
        | norm; nra ].
Ltac given_sums := repeat match goal with H : sum _ _ _ = _ |- _ => rewrite H end.
Ltac quick := solve [ close_eq | norm; plain ].
Ltac sum_equality_ :=
  first [ close_eq
        | given_sums; close_eq
        | repeat same_sums quick; close_eq
        | norm; repeat (sum1; norm); repeat same_sums quick; try same_atoms; given_sums; close_eq
        | norm; repeat same_sums ltac:(solve [equality_]); close_eq
        | norm; repeat (sum1; norm); repeat same_sums ltac:(solve [equality_]); repeat same_atoms; given_sums; close_eq ].
Ltac induct := match goal with |- context [sum ?l ?u _] => is_var u; pattern u;
    let v := fresh u in let L := fresh in let IH := fresh in
    apply (upward l); [ cbv beta | intros v L IH; cbv beta in *; given | lia ];
    repeat (rewrite sum_empty by lia); repeat (rewrite (sum_last l v) by lia);
    rewrite ?minus_IZR in *; try rewrite IH; equality_ end.
Ltac equality :=
  match goal with |- @eq _ ?a ?b => change (@eq R a b) | _ => idtac end; cbv beta; literal_sums;
  elements; tryif has_sum then first [ solve [sum_equality_] | solve [induct] ] else equality_.

(* ---- derivatives --------------------------------------------------------------------- *)
Ltac slope :=
  cbv beta;
  lazymatch goal with |- is_derive ?f ?x ?l =>
    lazymatch f with fun _ => _ => idtac | _ => change (is_derive (fun t => f t) x l) end end;
  lazymatch goal with
  | |- is_derive (fun _ => ?c) ?x _ => eapply (d_const x c)
  | |- is_derive (fun t => t) ?x _ => apply d_id
  | |- is_derive (fun t => @?f t + @?g t) ?x _ => eapply (d_plus f g x); slope
  | |- is_derive (fun t => @?f t - @?g t) ?x _ => eapply (d_minus f g x); slope
  | |- is_derive (fun t => - @?f t) ?x _ => eapply (d_opp f x); slope
  | |- is_derive (fun t => @?f t * @?g t) ?x _ =>
      lazymatch f with
      | fun _ => ?c => eapply (d_scale g x _ c); slope
      | _ => lazymatch g with
          | fun _ => ?c => eapply (d_scale_right f x _ c); slope
          | _ => eapply (d_mult f g x); slope end end
  | |- is_derive (fun t => @?f t / @?g t) ?x _ =>
      lazymatch g with
      | fun _ => ?c => eapply (d_div_const f x _ c); slope
      | _ => eapply (d_div f g x); [slope | slope | cbv beta; side] end
  | |- is_derive (fun t => / @?f t) ?x _ => eapply (d_inv f x); [slope | cbv beta; side]
  | |- is_derive (fun t => @?f t ^ ?n) ?x _ => eapply (d_pow f x _ n); slope
  | |- is_derive (fun t => exp (@?f t)) ?x _ => eapply (d_exp f x); slope
  | |- is_derive (fun t => ln (product ?l ?u (@?f t))) ?x _ => eapply (d_near _ (fun t => sum l u (fun i => ln (f t i))));
      [ near ltac:(cbv beta; apply ln_product; intros; side) | slope ]
  | |- is_derive (fun t => ln (@?f t)) ?x _ => eapply (d_ln f x); [slope | cbv beta; side]
  | |- is_derive (fun t => sqrt (@?f t)) ?x _ => eapply (d_sqrt f x); [slope | cbv beta; side]
  | |- is_derive (fun t => power (@?f t) (@?g t)) ?x _ =>
      lazymatch g with
      | fun _ => ?c => eapply (d_power_const f c x); [slope | cbv beta; side]
      | _ => eapply (d_power f g x); [slope | slope | cbv beta; side] end
  | |- is_derive (fun t => powerRZ (@?f t) ?n) ?x _ => eapply (d_powerRZ f n x); [slope | cbv beta; side]
  | |- is_derive (fun t => sin (@?f t)) ?x _ => eapply (d_sin f x); slope
  | |- is_derive (fun t => cos (@?f t)) ?x _ => eapply (d_cos f x); slope
  | |- is_derive (fun t => tan (@?f t)) ?x _ => eapply (d_tan f x); [slope | cbv beta; side]
  | |- is_derive (fun t => sinh (@?f t)) ?x _ => eapply (d_sinh f x); slope
  | |- is_derive (fun t => cosh (@?f t)) ?x _ => eapply (d_cosh f x); slope
  | |- is_derive (fun t => atan (@?f t)) ?x _ => eapply (d_atan f x); slope
  | |- is_derive (fun t => asin (@?f t)) ?x _ => eapply (d_asin f x); [slope | cbv beta; side]
  | |- is_derive (fun t => acos (@?f t)) ?x _ => eapply (d_acos f x); [slope | cbv beta; side]
  | |- is_derive (fun t => arcsinh (@?f t)) ?x _ => eapply (d_arcsinh f x); slope
  | |- is_derive (fun t => erf (@?f t)) ?x _ => eapply (d_erf f x); slope
  | |- is_derive (fun t => tanh (@?f t)) ?x _ => unfold tanh; slope
  | |- is_derive (fun t => arcosh (@?f t)) ?x _ => unfold arcosh; slope
  | |- is_derive (fun t => artanh (@?f t)) ?x _ => unfold artanh; slope
  | |- is_derive (fun t => Rabs (@?f t)) ?x _ =>
      first [ eapply (d_abs_pos f x); [slope | cbv beta; side] | eapply (d_abs_neg f x); [slope | cbv beta; side] ]
  | |- is_derive (fun t => sum ?l ?u (@?f t)) ?x _ =>
      eapply (sum_derive l u (fun i t => f t i) x); let i := fresh "i" in let I := fresh in
      intros i I; slope
  | |- is_derive (fun t => varied ?z ?i t ?k) ?x _ => eapply (d_varied z i x k)
  | |- is_derive (fun t => Derive (@?F t) (@?p t)) ?x _ =>
      eapply d_near; [ near ltac:(cbv beta; apply is_derive_unique; slope) | slope ]
  end
(* ---- near a point: everywhere, or where what is given still holds -------------------- *)
with continuity :=
  cbv beta;
  lazymatch goal with
  | |- continuous (fun _ => ?c) ?x => apply continuous_const
  | |- continuous (fun t => t) ?x => apply continuous_id
  | |- continuous (fun t => Rabs (@?f t)) ?x => apply (c_abs f x); continuity
  | |- continuous (fun t => Rmax (@?f t) (@?g t)) ?x => apply (c_max f g x); continuity
  | |- continuous (fun t => Rmin (@?f t) (@?g t)) ?x => apply (c_min f g x); continuity
  | |- continuous (fun t => @?f t + @?g t) ?x => apply (c_plus f g x); continuity
  | |- continuous (fun t => @?f t - @?g t) ?x => apply (c_minus f g x); continuity
  | |- continuous (fun t => @?f t * @?g t) ?x => apply (c_mult f g x); continuity
  | |- continuous ?f ?x => eapply (derive_continuous f x); slope
  end
with open_ :=
  cbv beta;
  lazymatch goal with
  | |- locally ?x (fun t => @?f t < @?g t) => apply (near_less f g x); [continuity | continuity | cbv beta; side]
  | |- locally ?x (fun t => @?f t > @?g t) => apply (near_less g f x); [continuity | continuity | cbv beta; side]
  | |- locally ?x (fun t => @?f t <= @?g t) =>
      apply (filter_imp (fun t => f t < g t)); [intros ?; apply Rlt_le | open_]
  | |- locally ?x (fun t => @?f t <> @?g t) => apply (near_unequal f g x); [continuity | continuity | cbv beta; side]
  end
with near k :=
  cbv beta;
  let t := fresh "t" in
  first
    [ apply near_everywhere; intros t; solve [k]
    | repeat match goal with
        | H : ?A |- locally ?x _ => is_var x;
            lazymatch A with _ < _ => idtac | _ <> _ => idtac | (_ < _) /\ _ => idtac end;
            lazymatch A with context [x] => idtac end;
            lazymatch eval pattern x in A with ?F x => apply (near_given x F); [open_ | clear H] end
        end;
      apply near_everywhere; intros t; cbv beta; intros; solve [k]
    | match goal with |- locally ?x _ => apply (near_given x (fun t => 0 < t)); [open_ |] end;
      apply near_everywhere; intros t ?; solve [k] ].

Ltac tidy := cbv beta; cbn [INR Init.Nat.pred]; rewrite ?varied_self, ?varied_same.
Ltac compute_derivatives := repeat match goal with
  | |- is_derive _ _ ?l => match l with context [Derive ?f ?x] =>
      erewrite (is_derive_unique f x) by slope; tidy end
  | |- context [Derive ?f ?x] =>
      lazymatch goal with |- is_derive _ _ _ => fail | _ => idtac end;
      erewrite (is_derive_unique f x) by slope; tidy end.
Ltac differentiate :=   (* at a kink by what holds on each side of it *)
  lazymatch goal with |- is_derive ?f ?x ?l =>
    let pick := constr:(fun t : R => ltac:(let b := eval cbv beta in (f t) in
      match b with
      | context [Rabs ?u] => exact u
      | context [Rmax ?u ?v] => exact (u - v)
      | context [Rmin ?u ?v] => exact (u - v)
      | context [Rle_dec ?u ?v] => exact (u - v)
      | context [Rlt_dec ?u ?v] => exact (v - u)
      | context [Rge_dec ?u ?v] => exact (v - u)
      | context [Rgt_dec ?u ?v] => exact (u - v)
      | context [sign ?u] => exact u
      | _ => exact 0
      end)) in
    lazymatch pick with
    | fun _ => 0 => cases; (eapply d_equal; [slope | tidy; cases; equality])
    | fun _ => ?u => first [destruct (Rle_lt_dec u 0) | idtac]; cases; differentiate
    | _ => first
        [ (* the sign is known at the point *)
          eapply d_near; [near ltac:(decide1; repeat decide1; reflexivity) | ]; cbv beta; differentiate
        | eapply (d_cases pick);
          [ continuity
          | intros ? ?; cbv beta in *; repeat decide1; reflexivity
          | intros ? ?; cbv beta in *; repeat decide1; reflexivity
          | intros ?; cbv beta in *; first [off | cases; equality ]
          | intros ?; cbv beta in *; first [off | differentiate ]
          | intros ?; cbv beta in *; first [off | differentiate ] ] ]
    end end.

(* ---- inequalities -------------------------------------------------------------------- *)
Ltac fractions := repeat match goal with     (* a fraction among what is given *)
  | H : ?a < ?b / ?c |- _ => apply (over_less a b c) in H; [|side]
  | H : ?b / ?c < ?a |- _ => apply (less_over a b c) in H; [|side] end.
Ltac tangents := repeat match goal with
  | |- context [ln ?a] => unseen (ln a = a); pose proof (ln_tangent a ltac:(side)); pose proof (ln_lower a ltac:(side));
      try pose proof (ln_tangent_strict a ltac:(side) ltac:(side)) end.
Ltac ratios := repeat match goal with
  | |- context [ln ?a] => match goal with |- context [ln ?b] => distinct a b;
      unseen (a = b); pose proof (ln_ratio a b ltac:(side) ltac:(side)) end
  | |- context [ln ?a] => unseen (a - 2 = a); pose proof (ln_ratio a (1 / 2) ltac:(side) ltac:(lra)) end;
  try replace (ln (1 / 2)) with (- ln 2) in * by (rewrite ln_div by lra; rewrite ln_1; ring).
Ltac growing := repeat match goal with
  | |- context [exp ?a] => match goal with |- context [exp ?b] => distinct a b;
      unseen (exp a <= exp b); first [assert (exp a <= exp b) by (apply exp_le_mono; lra) | idtac] end end.
Ltac squares := repeat match goal with     (* squares that bound a quadratic *)
  | |- context [exp ?t] => unseen (exp t - 1 = 0); pose proof (pow2_ge_0 (exp t - 1))
  | a : R |- context [?a] => unseen (a - 1 = 0); pose proof (pow2_ge_0 (a - 1)); pose proof (pow2_ge_0 (2 * a - 1))
  | a : R, b : R |- _ => distinct a b; unseen (a - b = 0); unseen (b - a = 0); pose proof (pow2_ge_0 (a - b)) end.
Ltac difference := lazymatch goal with
  | |- 0 < _ => idtac | |- 0 <= _ => idtac
  | |- _ < _ => apply Rminus_lt_0 | |- _ <= _ => apply Rminus_le_0 | |- _ => idtac end.
Ltac inequality :=
  lazymatch goal with |- _ > _ => apply Rlt_gt | |- _ >= _ => apply Rle_ge | |- _ => idtac end;
  fractions;
  first
    [ solve [facts; arith] | solve [side] | solve [apply le_ln; facts; arith]
    | solve [tangents; lra]
    | solve [norm; difference; first [side | facts; arith]]
    | solve [norm; ratios; lra]
    | solve [squares; nra]
    | solve [apply ln_le_exp; [side | norm; growing; atom_facts; first [lra | nra]]]
    | solve [norm; difference; match goal with |- 0 <= ?a => field_simplify a; [|side ..] end;
        apply Rmult_le_pos; [first [nra | squares; nra | facts; nra] | left; apply Rinv_0_lt_compat; side]] ].

(* ---- close to the point of a limit, but not at it ------------------------------------ *)
Ltac approach k :=
  cbv beta;
  let t := fresh "t" in
  let close _ :=
    lazymatch goal with |- locally ?x ?P => first
      [ apply near_everywhere; intros t ?; solve [k]
      | apply (near_given x (fun t => x - 1 / 2 < t < x + 1 / 2)); [ apply near_half |];
        apply near_everywhere; intros t [? ?] ?; solve [k] ] end in
  lazymatch goal with
  | |- Rbar_locally' p_infty ?P => exists 1; intros t ?; given; k
  | |- Rbar_locally' m_infty ?P => exists (-1); intros t ?; given; k
  | |- at_right ?p ?P => apply (close_right p P); close tt
  | |- at_left ?p ?P => apply (close_left p P); close tt
  | |- Rbar_locally' _ ?P => apply close_to; close tt
  end.

(* ---- limits -------------------------------------------------------------------------- *)
Ltac tend :=
  cbv beta;
  lazymatch goal with
  | |- tends _ (fun _ => ?c) _ => apply (t_const c)
  | |- tends _ (fun t => t) _ => first [apply id_p | apply id_m | apply id_at | apply id_right | apply id_left]
  | |- tends _ (fun t => @?f t + @?g t) _ => eapply (t_plus f g); [tend | tend | finite_plus]
  | |- tends _ (fun t => @?f t - @?g t) _ =>
      eapply (t_plus f (fun t => - g t)); [tend | tend | finite_plus]
  | |- tends _ (fun t => - @?f t) _ => eapply (t_opp f); [tend | reflexivity]
  | |- tends _ (fun t => @?f t * @?g t) _ => eapply (t_mult f g); [tend | tend | finite_mult]
  | |- tends _ (fun t => @?f t / @?g t) _ =>
      eapply (t_mult f (fun t => / g t)); [tend | tend | finite_mult]
  | |- tends _ (fun t => / @?f t) _ => eapply (t_inv f); [tend | not_zero | reflexivity]
  | |- tends _ (fun t => Rabs (@?f t)) _ => eapply (t_abs f); [tend | reflexivity]
  | |- tends _ (fun t => @?f t ^ S ?n) _ =>
      eapply (t_mult f (fun t => f t ^ n)); [tend | tend | finite_mult]
  | |- tends _ (fun t => @?f t ^ 0) _ => apply (t_const 1)
  | |- tends _ (fun t => exp (@?f t)) _ => first
      [ eapply (t_exp_m f); tend | eapply (t_exp_p f); tend
      | eapply (t_continuous f _ exp); [tend | continuity | reflexivity] ]
  | |- tends _ (fun t => ln (@?f t)) _ => first
      [ eapply (t_continuous f _ ln); [tend | continuity | reflexivity] | eapply (t_ln_p f); tend ]
  | |- tends _ (fun t => sqrt (@?f t)) _ => eapply (t_continuous f _ sqrt); [tend | continuity | reflexivity]
  | |- tends _ (fun t => sin (@?f t)) _ => eapply (t_continuous f _ sin); [tend | continuity | reflexivity]
  | |- tends _ (fun t => cos (@?f t)) _ => eapply (t_continuous f _ cos); [tend | continuity | reflexivity]
  end.
Ltac reach :=
  lazymatch goal with
  | |- tends _ _ (Finite _) =>
      eapply t_equal; [tend | cbn [Rbar_opp Rbar_inv Rbar_abs]; rewrite ?Ropp_0, ?Rplus_0_r, ?Rplus_0_l; cases; equality]
  | |- _ => tend
  end.
Ltac limit :=
  lazymatch goal with
  | |- is_lim ?f ?p ?l => change (tends (Rbar_locally' p) f l)
  | |- filterlim ?f ?F (locally ?l) => change (tends F f (Finite l))
  | |- filterlim ?f ?F (Rbar_locally ?l) => change (tends F f l)
  end;
  try (eapply t_same; [intros; apply is_derive_unique; slope | tidy]);
  let t := fresh "t" in let P := fresh in let K := fresh in
  let one := ltac:(fun _ => eapply t_form; [intros t P K; cbv beta; norm;
    match goal with |- P ?x => field_simplify x; [|side ..] end; exact K | reach]) in
  first
    [ solve [reach]
    | solve [one tt]
    | apply from_below; cbv beta; first [solve [reach] | solve [one tt]]
    | eapply t_near; [ approach ltac:(repeat decide1; first [reflexivity | field; side]) | reach ] ].

(* ---- being defined ------------------------------------------------------------------- *)
Ltac value := first [solve [side] | solve [cases; side] | solve [cases; norm; side] | solve [inequality]].
Ltac define :=
  cbv beta zeta;
  lazymatch goal with
  | |- _ /\ _ => split; define
  | |- forall _, _ => intros; given; define
  | |- _ <> _ => value
  | |- ~ _ => intros ?; given; define
  | |- False => first [off | cases; off]
  | |- locally ?x (fun t => @?A t /\ @?B t) => apply (near_and x A B); define
  | |- locally ?x (fun t => forall i : Z, (?l <= i <= ?u)%Z -> @?P t i) =>
      apply (locally_range l u x (fun i t => P t i)); intros; define
  | |- locally ?x (fun t => ~ @?A t -> False) => apply (near_not x A); define
  | |- locally _ _ => first [near define | open_]
  | |- _ \/ _ => first [left; solve [define] | right; solve [define]]
  | |- Rbar_locally' ?p ?P => approach define
  | |- ex_derive ?f ?x => first [solve [eexists; slope] | solve [cases; eexists; slope] | solve [eexists; differentiate]]
  | |- at_right ?p ?P => approach define
  | |- at_left ?p ?P => approach define
  | |- _ => value
  end.

Ltac derive :=
  cbv zeta; intros; given; cbv beta;
  lazymatch goal with
  | |- is_derive _ _ _ => compute_derivatives; differentiate
  | |- is_lim _ _ _ => limit
  | |- filterlim _ _ _ => limit
  | |- @eq R _ _ => compute_derivatives; cases; equality
  | |- _ < _ => compute_derivatives; cases; inequality
  | |- _ <= _ => compute_derivatives; cases; inequality
  | |- _ > _ => compute_derivatives; cases; inequality
  | |- _ >= _ => compute_derivatives; cases; inequality
  | |- _ => define
  end.
