(* Derivatives and continuity of what terms are made of, and derivatives at kinks. *)
From Derive Require Export Facts.
Open Scope R_scope.

Lemma d_equal (f : R -> R) (x a b : R) : is_derive f x a -> a = b -> is_derive f x b.
Proof. now intros H <-. Qed.

Section Rules.
Variables (f g : R -> R) (x a b : R).
Lemma d_const (c : R) : is_derive (fun _ => c) x 0.
Proof. exact (is_derive_const c x). Qed.
Lemma d_id : is_derive (fun t => t) x 1.
Proof. exact (is_derive_id x). Qed.
Lemma d_plus : is_derive f x a -> is_derive g x b -> is_derive (fun t => f t + g t) x (a + b).
Proof. intros F G. exact (is_derive_plus f g x a b F G). Qed.
Lemma d_minus : is_derive f x a -> is_derive g x b -> is_derive (fun t => f t - g t) x (a - b).
Proof. intros F G. exact (is_derive_minus f g x a b F G). Qed.
Lemma d_opp : is_derive f x a -> is_derive (fun t => - f t) x (- a).
Proof. intros F. exact (is_derive_opp f x a F). Qed.
Lemma d_mult : is_derive f x a -> is_derive g x b -> is_derive (fun t => f t * g t) x (a * g x + f x * b).
Proof. intros F G. exact (is_derive_mult f g x a b F G Rmult_comm). Qed.
Lemma d_scale (c : R) : is_derive f x a -> is_derive (fun t => c * f t) x (c * a).
Proof. intros F. exact (is_derive_scal f x c a F). Qed.
Lemma d_scale_right (c : R) : is_derive f x a -> is_derive (fun t => f t * c) x (a * c).
Proof.
  intros F. eapply is_derive_ext; [intros t; apply Rmult_comm|]. rewrite Rmult_comm. now apply d_scale.
Qed.
Lemma d_inv : is_derive f x a -> f x <> 0 -> is_derive (fun t => / f t) x (- a / f x ^ 2).
Proof. intros F H. exact (is_derive_inv f x a F H). Qed.
Lemma d_div : is_derive f x a -> is_derive g x b -> g x <> 0 ->
  is_derive (fun t => f t / g t) x ((a * g x - f x * b) / g x ^ 2).
Proof. intros F G H. exact (is_derive_div f g x a b F G H). Qed.
Lemma d_div_const (c : R) : is_derive f x a -> is_derive (fun t => f t / c) x (a / c).
Proof. intros F. now apply (d_scale_right (/ c)). Qed.
Lemma d_comp (h : R -> R) : is_derive f x a -> is_derive h (f x) b -> is_derive (fun t => h (f t)) x (b * a).
Proof. intros F H. rewrite Rmult_comm. exact (is_derive_comp h f x b a H F). Qed.
Lemma d_pow n : is_derive f x a -> is_derive (fun t => f t ^ n) x (INR n * f x ^ pred n * a).
Proof.
  intros F. eapply d_equal; [exact (is_derive_pow f n x a F)|]. simpl. ring.
Qed.
End Rules.

Section Functions.
Variables (f : R -> R) (x a : R).
Hypothesis F : is_derive f x a.
Lemma d_exp : is_derive (fun t => exp (f t)) x (exp (f x) * a).
Proof. apply (d_comp f x a _ exp F), is_derive_Reals, derivable_pt_lim_exp. Qed.
Lemma d_ln : 0 < f x -> is_derive (fun t => ln (f t)) x (a / f x).
Proof.
  intros H. unfold Rdiv. rewrite Rmult_comm. now apply (d_comp f x a _ ln F), is_derive_Reals, derivable_pt_lim_ln.
Qed.
Lemma d_sqrt : 0 < f x -> is_derive (fun t => sqrt (f t)) x (a / (2 * sqrt (f x))).
Proof.
  intros H. unfold Rdiv. rewrite Rmult_comm. now apply (d_comp f x a _ sqrt F), is_derive_Reals, derivable_pt_lim_sqrt.
Qed.
Lemma d_sin : is_derive (fun t => sin (f t)) x (cos (f x) * a).
Proof. apply (d_comp f x a _ sin F), is_derive_Reals, derivable_pt_lim_sin. Qed.
Lemma d_cos : is_derive (fun t => cos (f t)) x (- sin (f x) * a).
Proof. apply (d_comp f x a _ cos F), is_derive_Reals, derivable_pt_lim_cos. Qed.
Lemma d_sinh : is_derive (fun t => sinh (f t)) x (cosh (f x) * a).
Proof. apply (d_comp f x a _ sinh F). apply is_derive_Reals, derivable_pt_lim_sinh. Qed.
Lemma d_cosh : is_derive (fun t => cosh (f t)) x (sinh (f x) * a).
Proof. apply (d_comp f x a _ cosh F). apply is_derive_Reals, derivable_pt_lim_cosh. Qed.
Lemma d_atan : is_derive (fun t => atan (f t)) x (a / (1 + f x ^ 2)).
Proof.
  eapply d_equal; [eapply (d_comp f x a _ atan F); apply is_derive_Reals, derivable_pt_lim_atan|].
  unfold Rsqr. field. apply Rgt_not_eq. nra.
Qed.
Lemma d_tan : cos (f x) <> 0 -> is_derive (fun t => tan (f t)) x ((1 + tan (f x) ^ 2) * a).
Proof.
  intros H. apply (d_comp f x a _ tan F). eapply d_equal; [unfold tan; apply d_div; [| |exact H]|].
  apply is_derive_Reals, derivable_pt_lim_sin. apply is_derive_Reals, derivable_pt_lim_cos.
  unfold tan. field. exact H.
Qed.
Lemma d_asin : -1 < f x < 1 -> is_derive (fun t => asin (f t)) x (a / sqrt (1 - f x ^ 2)).
Proof.
  intros H. unfold Rdiv. rewrite Rmult_comm. apply (d_comp f x a _ asin F). apply is_derive_Reals.
  replace (/ sqrt (1 - f x ^ 2)) with (derive_pt asin (f x) (derivable_pt_asin (f x) H))
    by (rewrite derive_pt_asin, Rsqr_pow2; unfold Rdiv; ring).
  apply (proj1 (derive_pt_eq _ _ _ _) eq_refl).
Qed.
Lemma d_acos : -1 < f x < 1 -> is_derive (fun t => acos (f t)) x (- a / sqrt (1 - f x ^ 2)).
Proof.
  intros H. replace (- a / sqrt (1 - f x ^ 2)) with (- / sqrt (1 - (f x)²) * a).
  apply (d_comp f x a _ acos F). apply is_derive_Reals.
  replace (- / sqrt (1 - (f x)²)) with (derive_pt acos (f x) (derivable_pt_acos (f x) H))
    by (rewrite derive_pt_acos; unfold Rdiv; ring).
  apply (proj1 (derive_pt_eq _ _ _ _) eq_refl).
  rewrite Rsqr_pow2. unfold Rdiv. ring.
Qed.
Lemma d_erf : is_derive (fun t => erf (f t)) x (2 / sqrt PI * exp (- f x ^ 2) * a).
Proof.
  assert (C : forall y, continuous (fun t => exp (- t ^ 2)) y).
  { intros y. apply (ex_derive_continuous (fun t => exp (- t ^ 2))). auto_derive. trivial. }
  apply (d_comp f x a _ erf F). unfold erf. apply d_scale.
  apply (is_derive_RInt (fun t => exp (- t ^ 2)) _ 0 (f x)); [|apply C].
  apply filter_forall. intros y. apply (RInt_correct (V := R_CompleteNormedModule)), (ex_RInt_continuous (V := R_CompleteNormedModule)). auto.
Qed.
End Functions.

Lemma d_near (f g : R -> R) (x a : R) : locally x (fun t => f t = g t) -> is_derive g x a -> is_derive f x a.
Proof.
  intros H G. eapply is_derive_ext_loc; [|exact G]. apply (filter_imp _ _ (fun t E => eq_sym E) H).
Qed.
Lemma near_positive (f : R -> R) (x : R) : continuous f x -> 0 < f x -> locally x (fun t => 0 < f t).
Proof. intros C H. apply (C (fun u => 0 < u)). now apply open_gt. Qed.
Lemma near_nonzero (f : R -> R) (x : R) : continuous f x -> f x <> 0 -> locally x (fun t => f t <> 0).
Proof. intros C H. apply (C (fun u => u <> 0)). now apply open_neq. Qed.
Lemma derive_continuous (f : R -> R) (x a : R) : is_derive f x a -> continuous f x.
Proof. intros F. apply (ex_derive_continuous f). now exists a. Qed.

Lemma d_power (f g : R -> R) (x a b : R) : is_derive f x a -> is_derive g x b -> 0 < f x ->
  is_derive (fun t => power (f t) (g t)) x (power (f x) (g x) * (b * ln (f x) + g x * (a / f x))).
Proof.
  intros F G H. apply (d_near _ (fun t => exp (g t * ln (f t)))).
  - eapply filter_imp; [|apply (near_positive f x (derive_continuous f x a F) H)].
    intros t T. now apply power_exp.
  - rewrite power_exp by exact H. apply (d_exp (fun t => g t * ln (f t))), (d_mult g (fun t => ln (f t))); [exact G | now apply d_ln].
Qed.
Lemma d_power_const (f : R -> R) (c x a : R) : is_derive f x a -> 0 < f x ->
  is_derive (fun t => power (f t) c) x (c * power (f x) (c - 1) * a).
Proof.
  intros F H. eapply d_equal; [apply d_power; [exact F | apply d_const | exact H]|].
  rewrite 2 power_exp by exact H. replace ((c - 1) * ln (f x)) with (c * ln (f x) - ln (f x)) by ring.
  rewrite exp_minus, exp_ln by exact H. field. lra.
Qed.
Lemma d_powerRZ (f : R -> R) (n : Z) (x a : R) : is_derive f x a -> 0 < f x ->
  is_derive (fun t => powerRZ (f t) n) x (IZR n * powerRZ (f x) (n - 1) * a).
Proof.
  intros F H. apply (d_near _ (fun t => power (f t) (IZR n))).
  - eapply filter_imp; [|apply (near_positive f x (derive_continuous f x a F) H)].
    intros t T. cbv beta in T. now rewrite power_exp, powerRZ_exp.
  - rewrite powerRZ_exp, minus_IZR, <- power_exp by exact H. now apply d_power_const.
Qed.
Lemma d_arcsinh (f : R -> R) (x a : R) : is_derive f x a -> is_derive (fun t => arcsinh (f t)) x (a / sqrt (1 + f x ^ 2)).
Proof.
  intros F. eapply d_equal; [eapply (d_comp f x a _ arcsinh F), is_derive_Reals, derivable_pt_lim_arcsinh|].
  replace (f x ^ 2 + 1) with (1 + f x ^ 2) by ring. field. apply Rgt_not_eq, sqrt_lt_R0. nra.
Qed.
Lemma d_varied z i x k : is_derive (fun t => varied z i t k) x (if Z.eq_dec k i then 1 else 0).
Proof. unfold varied. destruct Z.eq_dec. apply d_id. apply d_const. Qed.

Lemma d_abs_pos (f : R -> R) (x a : R) : is_derive f x a -> 0 < f x -> is_derive (fun t => Rabs (f t)) x a.
Proof.
  intros F H. apply (d_near _ f); [|exact F].
  eapply filter_imp; [|apply (near_positive f x (derive_continuous f x a F) H)].
  intros t T. apply Rabs_pos_eq. now left.
Qed.
Lemma d_abs_neg (f : R -> R) (x a : R) : is_derive f x a -> f x < 0 -> is_derive (fun t => Rabs (f t)) x (- a).
Proof.
  intros F H. apply (is_derive_ext (fun t => Rabs (- f t))); [intros t; apply Rabs_Ropp|].
  apply d_abs_pos; [now apply d_opp | lra].
Qed.

(* A function that changes its formula where [a] changes its sign. *)
Lemma d_cases (a f f1 f2 : R -> R) (x l : R) :
  continuous a x -> (forall t, a t <= 0 -> f t = f1 t) -> (forall t, 0 < a t -> f t = f2 t) ->
  (a x = 0 -> f1 x = f2 x) ->
  (a x <= 0 -> is_derive f1 x l) -> (0 <= a x -> is_derive f2 x l) ->
  is_derive f x l.
Proof.
  intros C H1 H2 E D1 D2. destruct (total_order_T (a x) 0) as [[N|Z]|P].
  - apply (is_derive_ext_loc f1); [|apply D1; lra].
    refine (filter_imp (fun t => a t < 0) _ _ (C (fun u => u < 0) (open_lt 0 _ N))); intros t Ht. symmetry. apply H1. lra.
  - specialize (E Z). specialize (D1 (Req_le _ _ Z)). specialize (D2 (Req_le_sym _ _ Z)).
    apply is_derive_Reals in D1. apply is_derive_Reals in D2. apply is_derive_Reals.
    intros eps He. destruct (D1 eps He) as [d1 P1]. destruct (D2 eps He) as [d2 P2].
    assert (Hm : 0 < Rmin d1 d2) by (apply Rmin_pos; [apply d1|apply d2]).
    exists (mkposreal _ Hm). simpl. intros h Hh Hd.
    assert (Fx : f x = f1 x) by (apply H1; lra).
    destruct (Rle_lt_dec (a (x + h)) 0) as [L|G].
    + rewrite (H1 _ L), Fx. apply P1; [exact Hh|]. eapply Rlt_le_trans; [exact Hd|apply Rmin_l].
    + rewrite (H2 _ G), Fx, E. apply P2; [exact Hh|]. eapply Rlt_le_trans; [exact Hd|apply Rmin_r].
  - apply (is_derive_ext_loc f2); [|apply D2; lra].
    refine (filter_imp (fun t => 0 < a t) _ _ (C (fun u => 0 < u) (open_gt 0 _ P))); intros t Ht. symmetry. apply H2. lra.
Qed.

(* ---- continuity -------------------------------------------------------------------- *)
Section Continuity.
Variables (f g : R -> R) (x : R).
Hypothesis (F : continuous f x).
Lemma c_comp (h : R -> R) : continuous h (f x) -> continuous (fun t => h (f t)) x.
Proof. intros H. exact (continuous_comp f h x F H). Qed.
Lemma c_abs : continuous (fun t => Rabs (f t)) x.
Proof. apply (c_comp Rabs), continuous_Rabs. Qed.
Hypothesis (G : continuous g x).
Lemma c_plus : continuous (fun t => f t + g t) x.
Proof. exact (continuous_plus f g x F G). Qed.
Lemma c_minus : continuous (fun t => f t - g t) x.
Proof. exact (continuous_minus f g x F G). Qed.
Lemma c_mult : continuous (fun t => f t * g t) x.
Proof. exact (continuous_mult f g x F G). Qed.
End Continuity.
Lemma c_max (f g : R -> R) (x : R) : continuous f x -> continuous g x -> continuous (fun t => Rmax (f t) (g t)) x.
Proof.
  intros F G. apply (continuous_ext (fun t => (f t + g t + Rabs (f t - g t)) * / 2)).
  - intros t. unfold Rabs, Rmax. destruct Rcase_abs; destruct Rle_dec; lra.
  - apply (c_mult _ (fun _ => / 2)); [|apply continuous_const].
    apply c_plus; [now apply c_plus | now apply c_abs, c_minus].
Qed.
Lemma c_min (f g : R -> R) (x : R) : continuous f x -> continuous g x -> continuous (fun t => Rmin (f t) (g t)) x.
Proof.
  intros F G. apply (continuous_ext (fun t => (f t + g t - Rabs (f t - g t)) * / 2)).
  - intros t. unfold Rabs, Rmin. destruct Rcase_abs; destruct Rle_dec; lra.
  - apply (c_mult _ (fun _ => / 2)); [|apply continuous_const].
    apply c_minus; [now apply c_plus | now apply c_abs, c_minus].
Qed.

(* ---- near a point ------------------------------------------------------------------ *)
Lemma near_and (x : R) (P Q : R -> Prop) : locally x P -> locally x Q -> locally x (fun t => P t /\ Q t).
Proof. exact (filter_and P Q). Qed.
Lemma near_given (x : R) (A P : R -> Prop) : locally x A -> locally x (fun t => A t -> P t) -> locally x P.
Proof. intros H K. apply (filter_imp _ _ (fun t (E : A t /\ (A t -> P t)) => proj2 E (proj1 E))). now apply filter_and. Qed.
Lemma near_less (f g : R -> R) (x : R) : continuous f x -> continuous g x -> f x < g x -> locally x (fun t => f t < g t).
Proof.
  intros F G H. apply (filter_imp (fun t => 0 < g t - f t)); [intros t; lra|].
  apply near_positive; [now apply c_minus | lra].
Qed.
Lemma near_unequal (f g : R -> R) (x : R) : continuous f x -> continuous g x -> f x <> g x -> locally x (fun t => f t <> g t).
Proof.
  intros F G H. apply (filter_imp (fun t => g t - f t <> 0)); [intros t; lra|].
  apply near_nonzero; [now apply c_minus | lra].
Qed.
Lemma near_everywhere (x : R) (P : R -> Prop) : (forall t, P t) -> locally x P.
Proof. intros H. now apply filter_forall. Qed.
Lemma near_half (x : R) : locally x (fun t => x - 1 / 2 < t < x + 1 / 2).
Proof.
  assert (H : 0 < 1 / 2) by lra. exists (mkposreal _ H). intros t T.
  apply Rabs_def2 in T. simpl in T. unfold minus, plus, opp in T. simpl in T. lra.
Qed.
Lemma close_right (x : R) (P : R -> Prop) : locally x (fun t => x < t -> P t) -> at_right x P.
Proof. trivial. Qed.
Lemma close_left (x : R) (P : R -> Prop) : locally x (fun t => t < x -> P t) -> at_left x P.
Proof. trivial. Qed.
Lemma close_to (x : R) (P : R -> Prop) : locally x (fun t => t <> x -> P t) -> Rbar_locally' x P.
Proof. trivial. Qed.
Lemma near_not (x : R) (A : R -> Prop) : locally x A -> locally x (fun t => ~ A t -> False).
Proof. apply filter_imp. tauto. Qed.
