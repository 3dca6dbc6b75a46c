(* What is given, and what follows of signs: that a term is positive, not negative, or not zero. *)
From Derive Require Export Slopes.
Open Scope R_scope.

(* ---- what is given ----------------------------------------------------------------- *)
Definition known (P : Prop) : Prop := True.
Ltac unseen P := lazymatch goal with _ : known P |- _ => fail | _ => assert (known P) by exact I end.
Ltac know P H := lazymatch goal with _ : P |- _ => fail | _ => assert P by H end.
Ltac real_of H :=   (* a relation of whole numbers, said of real ones *)
  let K := fresh in
  first [ pose proof (IZR_le _ _ H) as K | pose proof (IZR_lt _ _ H) as K | pose proof (IZR_ge _ _ H) as K
        | pose proof (IZR_lt _ _ (Z.gt_lt _ _ H)) as K | pose proof (IZR_neq _ _ H) as K
        | pose proof (f_equal IZR H) as K ];
  rewrite ?plus_IZR, ?minus_IZR, ?opp_IZR, ?mult_IZR in K.
Ltac given := repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : _ \/ _ |- _ => destruct H
  | H : exists _, _ |- _ => destruct H
  | H : ~ (_ <= _) |- _ => apply Rnot_le_lt in H
  | H : ~ (_ < _) |- _ => apply Rnot_lt_le in H
  | H : ~ (_ >= _) |- _ => apply Rnot_ge_lt in H
  | H : ~ (_ > _) |- _ => apply Rnot_gt_le in H
  | H : (_ > _)%R |- _ => apply Rgt_lt in H
  | H : (_ >= _)%R |- _ => apply Rge_le in H
  | H : False |- _ => destruct H
  | x : R, H : ?x = ?t |- _ => is_var x; lazymatch t with context [x] => fail | _ => subst x end
  | x : R, H : ?t = ?x |- _ => is_var x; lazymatch t with context [x] => fail | _ => subst x end
  | H : ?P |- _ => lazymatch P with
      | (_ <= _)%Z => idtac | (_ < _)%Z => idtac | (_ >= _)%Z => idtac | (_ > _)%Z => idtac
      | @eq Z _ _ => idtac | ~ @eq Z _ _ => idtac end; unseen P; real_of H
  end.

(* ---- side conditions: positivity and non-vanishing, by structure -------------------- *)
Ltac has_inv a := match a with context [Rinv _] => idtac | context [Rdiv _ _] => idtac end.
Ltac elements := repeat match goal with
  | H : forall i : Z, _ |- context [?x ?i] => lazymatch type of x with Z -> R =>
      let P := type of (H i) in lazymatch P with
      | (_ <= i <= _)%Z -> _ => unseen P; let K := fresh in
          try (assert (K := H i ltac:(lia))); given
      | _ => unseen P; let K := fresh in assert (K := H i); cbv beta in K; given end end
  end.
Ltac atom_facts := repeat match goal with
  | |- context [exp ?t] => know (0 < exp t) ltac:(apply exp_pos); pose proof (exp_ineq1_le t);
      try (assert (exp t <= 1) by (rewrite <- exp_0; apply exp_le_mono; lra));
      try (assert (1 <= exp t) by (rewrite <- exp_0; apply exp_le_mono; lra))
  | |- context [ln ?t] => first [ know (0 < ln t) ltac:(apply ln_gt_0; lra) | know (ln t < 0) ltac:(apply ln_lt_0; lra)
      | know (0 <= ln t) ltac:(apply ln_ge_0; lra) | know (ln t <= 0) ltac:(apply ln_le_0; lra) ]
  | |- context [PI] => know (0 < PI) ltac:(exact PI_RGT_0); pose proof PI2_3_2; pose proof PI_4
  | |- context [Rabs ?t] => know (0 <= Rabs t) ltac:(apply Rabs_pos)
  | |- context [sqrt ?t] => know (0 <= sqrt t) ltac:(apply sqrt_pos)
  | |- context [floor ?t] => unseen (floor t = t); pose proof (floor_bounds t)
  end.
Ltac arith := first [lra | progress elements; lra | nra | progress atom_facts; first [lra | nra]].
Ltac sign_ :=
  cbv beta; try rewrite varied_self;
  try (match goal with |- context [varied ?z ?j ?t ?i] =>
    unfold varied; destruct (Z.eq_dec i j); [try subst i; try subst j|] end);
  lazymatch goal with
  | |- True => exact I
  | |- _ /\ _ => split; sign_
  | |- _ \/ _ => first [left; sign_ | right; sign_]
  | |- (_ <= _)%Z => lia | |- (_ < _)%Z => lia | |- (_ >= _)%Z => lia | |- (_ > _)%Z => lia
  | |- ~ @eq Z _ _ => lia | |- @eq Z _ _ => lia
  | |- _ > _ => apply Rlt_gt; sign_
  | |- _ >= _ => apply Rle_ge; sign_
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < PI => exact PI_RGT_0
  | |- 0 < _ / _ => apply Rdiv_lt_0_compat; sign_
  | |- 0 < / _ => apply Rinv_0_lt_compat; sign_
  | |- 0 < _ ^ _ => first [apply pow_lt; sign_ | arith]
  | |- 0 < sqrt _ => apply sqrt_lt_R0; sign_
  | |- 0 < power _ _ => apply power_pos; sign_
  | |- 0 < powerRZ _ _ => apply powerRZ_lt; sign_
  | |- 0 < INR (fact _) => apply INR_fact_lt_0
  | |- 0 < sum _ _ _ => apply sum_pos; [lia | intros; sign_]
  | |- 0 < product _ _ _ => apply product_pos; intros; sign_
  | |- 0 < cosh _ => unfold cosh; sign_
  | |- 0 < _ * _ => first [lra | apply Rmult_lt_0_compat; sign_ | arith]
  | |- 0 < _ + _ => first [lra | apply Rplus_lt_0_compat; sign_
                          | apply Rplus_lt_le_0_compat; sign_ | apply Rplus_le_lt_0_compat; sign_ | arith]
  | |- 0 <= exp _ => left; apply exp_pos
  | |- 0 <= PI => left; exact PI_RGT_0
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= sqrt _ => apply sqrt_pos
  | |- 0 <= Rabs _ => apply Rabs_pos
  | |- 0 <= power _ _ => left; apply power_pos; sign_
  | |- 0 <= sum _ _ _ => apply sum_nonneg; intros; sign_
  | |- 0 <= ?a * ?a => apply Rle_0_sqr
  | |- 0 <= ?a * (?a * 1) => rewrite Rmult_1_r; apply Rle_0_sqr
  | |- 0 <= _ * _ => first [lra | apply Rmult_le_pos; sign_ | arith]
  | |- 0 <= _ + _ => first [lra | apply Rplus_le_le_0_compat; sign_ | arith]
  | |- 0 <= _ ^ _ => first [apply pow_le; sign_ | arith]
  | |- 0 <= / _ => left; sign_
  | |- 0 <= _ / _ => first [lra | left; sign_ | apply Rmult_le_pos; [sign_ | left; sign_]]
  | |- exp _ <> 0 => apply Rgt_not_eq, exp_pos
  | |- PI <> 0 => exact PI_neq0
  | |- INR (fact _) <> 0 => apply INR_fact_neq_0
  | |- IZR _ <> 0 => first [lra | apply not_0_IZR; lia]
  | |- _ * _ <> 0 => apply Rmult_integral_contrapositive_currified; sign_
  | |- / _ <> 0 => apply Rinv_neq_0_compat; sign_
  | |- _ / _ <> 0 => apply Rmult_integral_contrapositive_currified; [sign_ | apply Rinv_neq_0_compat; sign_]
  | |- _ ^ _ <> 0 => apply pow_nonzero; sign_
  | |- - _ <> 0 => apply Ropp_neq_0_compat; sign_
  | |- sqrt _ <> 0 => apply Rgt_not_eq, sqrt_lt_R0; sign_
  | |- _ <> 0 => first [assumption | lra | apply Rgt_not_eq; sign_
                       | apply Rlt_not_eq, Ropp_lt_cancel; rewrite Ropp_0; sign_ | arith]
  | |- ?a <> ?b => apply Rminus_not_eq; sign_
  | |- 0 <= _ => arith
  | |- 0 < _ => arith
  | |- _ => first [lra | apply Rminus_le_0; sign_ | apply Rminus_lt_0; sign_ | arith]
  end.
Ltac frac := match goal with      (* put everything over one denominator *)
  | |- 0 < ?a => has_inv a; field_simplify a; [|sign_ ..]
  | |- 0 <= ?a => has_inv a; field_simplify a; [|sign_ ..]
  | |- ?a <> 0 => has_inv a; field_simplify a; [|sign_ ..] end.
Ltac side := repeat match goal with |- _ /\ _ => split end; first [sign_ | frac; sign_].

(* ---- what the atoms of the goal satisfy --------------------------------------------- *)
Ltac facts := elements; atom_facts; repeat match goal with
  | |- context [sqrt ?t] => know (sqrt t ^ 2 = t) ltac:(apply pow2_sqrt; side)
  | |- context [sin ?t] => know (sin t ^ 2 = 1 - cos t ^ 2) ltac:(apply sin2_eq) end.
