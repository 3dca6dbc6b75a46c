(* Cases decided or split, and what exp, ln, sqrt and powers stand on brought to one form. *)
From Derive Require Export Signs.
Open Scope R_scope.

(* ---- |.|, max, min, sign, if: use what the context decides, else split --------------- *)
Ltac by_lra l r := first [rewrite l in * by lra | rewrite r in * by lra
                         | rewrite l in * by (facts; lra) | rewrite r in * by (facts; lra)].
Ltac off := exfalso; first [lra | lia | congruence].
Ltac branch d := first [destruct d; [|off] | destruct d; [off|]].
Ltac decide1 :=
  match goal with
  | |- context [Rabs ?u] => by_lra (Rabs_pos_eq u) (Rabs_left1 u)
  | _ : context [Rabs ?u] |- _ => by_lra (Rabs_pos_eq u) (Rabs_left1 u)
  | |- context [Rmax ?u ?v] => by_lra (Rmax_left u v) (Rmax_right u v)
  | _ : context [Rmax ?u ?v] |- _ => by_lra (Rmax_left u v) (Rmax_right u v)
  | |- context [Rmin ?u ?v] => by_lra (Rmin_left u v) (Rmin_right u v)
  | _ : context [Rmin ?u ?v] |- _ => by_lra (Rmin_left u v) (Rmin_right u v)
  | |- context [sign ?u] => first [by_lra (sign_eq_1 u) (sign_eq_m1 u)
      | replace (sign u) with 0 by (replace u with 0 by lra; now rewrite sign_0)]
  | |- context [Rle_dec ?u ?v] => branch (Rle_dec u v)
  | |- context [Rlt_dec ?u ?v] => branch (Rlt_dec u v)
  | |- context [Rge_dec ?u ?v] => branch (Rge_dec u v)
  | |- context [Rgt_dec ?u ?v] => branch (Rgt_dec u v)
  | |- context [Req_EM_T ?u ?v] => branch (Req_EM_T u v)
  | |- context [Z.eq_dec ?u ?v] => branch (Z.eq_dec u v)
  end.
Ltac split1 :=
  match goal with
  | |- context [Rabs ?u] => destruct (Rle_lt_dec 0 u) | _ : context [Rabs ?u] |- _ => destruct (Rle_lt_dec 0 u)
  | |- context [Rmax ?u ?v] => destruct (Rle_lt_dec v u) | _ : context [Rmax ?u ?v] |- _ => destruct (Rle_lt_dec v u)
  | |- context [Rmin ?u ?v] => destruct (Rle_lt_dec u v) | _ : context [Rmin ?u ?v] |- _ => destruct (Rle_lt_dec u v)
  | |- context [sign ?u] => destruct (total_order_T u 0) as [[?|?]|?]
  | |- context [Rle_dec ?u ?v] => destruct (Rle_dec u v)
  | |- context [Rlt_dec ?u ?v] => destruct (Rlt_dec u v)
  | |- context [Rge_dec ?u ?v] => destruct (Rge_dec u v)
  | |- context [Rgt_dec ?u ?v] => destruct (Rgt_dec u v)
  | |- context [Req_EM_T (IZR ?u) (IZR ?v)] => destruct (Req_EM_T (IZR u) (IZR v)) as [E|];
      [apply eq_IZR in E; try subst u; try subst v|]
  | |- context [Req_EM_T ?u ?v] => destruct (Req_EM_T u v)
  | |- context [Z.eq_dec ?u ?v] => destruct (Z.eq_dec u v) as [E|]; [try subst u; try subst v|]
  end; given.
Ltac cases := rewrite ?sqrt_sq_abs; repeat first [decide1 | split1; try off].

(* ---- normal form: exp of sums -> products of exp; ln of products -> sums of ln ------- *)
Ltac lit p := let n := eval compute in (Pos.to_nat p) in change (Pos.to_nat p) with n.
Ltac exp1 :=
  match goal with
  | |- context [exp 0] => rewrite exp_0
  | |- context [exp (0 * ?a)] => rewrite (Rmult_0_l a)
  | |- context [exp (ln ?a)] => rewrite (exp_ln a) by side
  | |- context [exp (- ?a)] => rewrite (exp_Ropp a)
  | |- context [exp (?a + ?b)] => rewrite (exp_plus a b)
  | |- context [exp (?a - ?b)] => rewrite (exp_minus a b)
  | |- context [exp (1 * ?b)] => rewrite (Rmult_1_l b)
  | |- context [exp (IZR (Z.pos ?p) * ?a)] => rewrite (exp_pos_lit p a); lit p
  | |- context [exp (IZR (Z.neg ?p) * ?a)] => rewrite (exp_neg_lit p a); lit p
  | |- context [exp (IZR (Z.pos ?p) / ?b * ?a)] => replace (IZR (Z.pos p) / b * a) with (IZR (Z.pos p) * (a / b)) by (unfold Rdiv; ring)
  | |- context [exp (IZR (Z.pos ?p) * ?a / ?b)] => replace (IZR (Z.pos p) * a / b) with (IZR (Z.pos p) * (a / b)) by (unfold Rdiv; ring)
  | |- context [exp (- ?a * ?b)] => rewrite (Ropp_mult_distr_l_reverse a b)
  | |- context [exp (?a * - ?b)] => rewrite (Ropp_mult_distr_r_reverse a b)
  | |- context [exp (- ?a / ?b)] => replace (- a / b) with (- (a / b)) by (unfold Rdiv; ring)
  | |- context [exp ((?a + ?b) * ?c)] => rewrite (Rmult_plus_distr_r a b c)
  | |- context [exp (?c * (?a + ?b))] => rewrite (Rmult_plus_distr_l c a b)
  | |- context [exp ((?a - ?b) * ?c)] => replace ((a - b) * c) with (a * c - b * c) by ring
  | |- context [exp (?c * (?a - ?b))] => replace (c * (a - b)) with (c * a - c * b) by ring
  | |- context [exp ((?a + ?b) / ?c)] => replace ((a + b) / c) with (a / c + b / c) by (unfold Rdiv; ring)
  | |- context [exp ((?a - ?b) / ?c)] => replace ((a - b) / c) with (a / c - b / c) by (unfold Rdiv; ring)
  | |- context [exp (?a / IZR (Z.pos ?p))] => match goal with |- context [exp a] => rewrite (exp_root p a); lit p end
  end.
Ltac ln1 :=
  match goal with
  | |- context [ln 1] => rewrite ln_1
  | |- context [ln (exp ?a)] => rewrite (ln_exp a)
  | |- context [ln (?a * ?b)] => rewrite (ln_mult a b) by side
  | |- context [ln (?a / ?b)] => rewrite (ln_div a b) by side
  | |- context [ln (/ ?a)] => rewrite (ln_Rinv a) by side
  | |- context [ln (?a ^ ?n)] => rewrite (Rcomplements.ln_pow a n) by side; simpl INR
  | |- context [ln (sqrt ?a)] => rewrite (ln_sqrt a) by side
  | |- context [ln (product ?l ?u ?f)] => rewrite (ln_product l u f) by (intros; side)
  | |- context [ln ?a] => has_inv a; progress (field_simplify a); [|side ..]
  end.
Ltac sqrt1 :=
  match goal with
  | |- context [sqrt (?a * ?b)] => rewrite (sqrt_mult a b) by side
  | |- context [sqrt (?a / ?b)] => rewrite (sqrt_div a b) by side
  | |- context [sqrt (?a ^ 2)] => rewrite (sqrt_pow2 a) by side
  | |- context [sqrt ?a ^ 2] => rewrite (pow2_sqrt a) by side
  | |- context [(?a / sqrt ?b) ^ 2] => rewrite (div_sqrt_sq a b) by side
  | |- context [sqrt 4] => replace (sqrt 4) with 2 by (symmetry; apply sqrt_lem_1; lra)
  | |- context [sqrt 64] => replace (sqrt 64) with 8 by (symmetry; apply sqrt_lem_1; lra)
  | |- context [sqrt 0] => rewrite sqrt_0
  | |- context [sqrt 1] => rewrite sqrt_1
  end.
Ltac power1 :=
  match goal with
  | |- context [power ?a 1] => rewrite (power_exp a 1), Rmult_1_l, (exp_ln a) by side
  | |- context [power ?a ?b] => rewrite (power_exp a b) by side
  | |- context [powerRZ ?a ?n] => rewrite (powerRZ_exp a n), ?plus_IZR, ?minus_IZR, ?opp_IZR by side
  end.
Ltac angle1 :=   (* a whole or half turn, however it is written *)
  match goal with |- context [cos ?a] => lazymatch a with context [PI] => idtac end;
    first [ progress replace a with 0 by (field; side) | progress replace a with PI by (field; side) ] end.
Ltac inverse1 := match goal with
  | |- context [sin (acos ?a)] => rewrite (sin_acos a), ?Rsqr_pow2 by lra
  | |- context [cos (asin ?a)] => rewrite (cos_asin a), ?Rsqr_pow2 by lra
  | |- context [sin (asin ?a)] => rewrite (sin_asin a) by lra
  | |- context [cos (acos ?a)] => rewrite (cos_acos a) by lra
  | |- context [acos ?a] => rewrite (acos_asin a) by lra
  | |- context [atan (1 / ?a)] => replace (1 / a) with (/ a) by (unfold Rdiv; ring); rewrite (atan_inv a) by lra
  end.
Ltac names := unfold tanh, cosh, sinh, arcosh, artanh, arcsinh, Rsqr.
Ltac norm := names; rewrite ?sin_2a, ?cos_2a, ?sin_plus, ?cos_plus, ?sin_minus, ?cos_minus, ?sin_neg, ?cos_neg,
    ?sin_0, ?cos_0, ?cos_PI, ?sin_PI;
  rewrite ?erf_minus, ?erf_opp, ?erf_at_0, ?floor_plus; repeat inverse1; try angle1; rewrite ?cos_0, ?cos_PI; repeat power1; repeat exp1; repeat first [ln1 | exp1 | sqrt1].

(* atoms with provably equal arguments become one; factors leave ln *)
Ltac notin a l := lazymatch l with nil => idtac | cons ?b ?l' => tryif constr_eq a b then fail else notin a l' end.
Ltac args f acc := match goal with
  | |- context [f ?a] => let _ := match goal with _ => notin a acc end in args f constr:(cons a acc)
  | _ => acc end.
Ltac each l k := lazymatch l with cons ?a ?l' => first [k a | each l' k] end.
Ltac pairs l k := lazymatch l with cons ?a ?l' => first [each l' ltac:(k a) | pairs l' k] end.
Ltac distinct a b := tryif constr_eq a b then fail else idtac.
Ltac merge f := let l := args f (@nil R) in
  pairs l ltac:(fun a b => replace (f a) with (f b) by (f_equal; field; side)).
Ltac same_atoms := first [merge exp | merge ln | merge sqrt | merge cos | merge sin | merge erf].
Ltac split_atoms := let le := args exp (@nil R) in let ll := args ln (@nil R) in first
  [ each ll ltac:(fun a => lazymatch a with _ + _ => idtac end; each le ltac:(fun b =>
      let E := fresh in
      assert (E : a / exp b = a / exp b) by reflexivity;
      field_simplify (a / exp b) in E; [|side ..];
      lazymatch type of E with ?c = _ => tryif has_inv c then fail else
        (clear E; replace a with (exp b * c) by (field; side)) end))
  | each ll ltac:(fun a => each ll ltac:(fun b => distinct a b; each ll ltac:(fun c => distinct a c;
      replace (ln a) with (ln b + ln c) by (rewrite <- ln_mult by side; f_equal; field; side)))) ].
