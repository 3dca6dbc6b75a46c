(* Limits, from the limits of the parts: a number or an infinity. *)
From Derive Require Export Sums.
Open Scope R_scope.

Section Rules.
Context {F : (R -> Prop) -> Prop} {FF : Filter F}.
Definition tends (f : R -> R) (l : Rbar) := filterlim f F (Rbar_locally l).
Variables (f g : R -> R) (x y z : Rbar).
Lemma t_equal (a b : R) : tends f (Finite a) -> a = b -> tends f (Finite b).
Proof. now intros H <-. Qed.
Lemma t_const (c : R) : tends (fun _ => c) (Finite c).
Proof. apply filterlim_const. Qed.
Lemma t_plus : tends f x -> tends g y -> is_Rbar_plus x y z -> tends (fun t => f t + g t) z.
Proof. intros A B H. exact (filterlim_comp_2 _ _ Rplus A B (filterlim_Rbar_plus x y z H)). Qed.
Lemma t_opp : tends f x -> Rbar_opp x = y -> tends (fun t => - f t) y.
Proof. intros A <-. exact (filterlim_comp _ _ _ _ _ _ _ _ A (filterlim_Rbar_opp x)). Qed.
Lemma t_mult : tends f x -> tends g y -> is_Rbar_mult x y z -> tends (fun t => f t * g t) z.
Proof. intros A B H. exact (filterlim_comp_2 _ _ Rmult A B (filterlim_Rbar_mult x y z H)). Qed.
Lemma t_inv : tends f x -> x <> Finite 0 -> Rbar_inv x = y -> tends (fun t => / f t) y.
Proof. intros A H <-. exact (filterlim_comp _ _ _ _ _ _ _ _ A (filterlim_Rbar_inv x H)). Qed.
Lemma t_abs : tends f x -> Rbar_abs x = y -> tends (fun t => Rabs (f t)) y.
Proof. intros A <-. exact (filterlim_comp _ _ _ _ _ _ _ _ A (filterlim_Rabs x)). Qed.
Lemma t_exp_p : tends f p_infty -> tends (fun t => exp (f t)) p_infty.
Proof. intros A. exact (filterlim_comp _ _ _ _ _ _ _ _ A is_lim_exp_p). Qed.
Lemma t_exp_m : tends f m_infty -> tends (fun t => exp (f t)) (Finite 0).
Proof. intros A. exact (filterlim_comp _ _ _ _ _ _ _ _ A is_lim_exp_m). Qed.
Lemma t_ln_p : tends f p_infty -> tends (fun t => ln (f t)) p_infty.
Proof. intros A. exact (filterlim_comp _ _ _ _ _ _ _ _ A is_lim_ln_p). Qed.
Lemma t_continuous (h : R -> R) (a : R) : tends f (Finite a) -> continuous h a -> Finite (h a) = y ->
  tends (fun t => h (f t)) y.
Proof. intros A H <-. exact (filterlim_comp _ _ _ _ _ _ _ _ A H). Qed.
Lemma t_same : (forall t, f t = g t) -> tends g x -> tends f x.
Proof. intros H. apply filterlim_ext. intros t. now rewrite H. Qed.
(* The same, for a g that is found on the way: what holds of g t holds of f t. *)
Lemma t_form : (forall t (P : R -> Prop), P (g t) -> P (f t)) -> tends g x -> tends f x.
Proof. intros H. apply t_same. intros t. now apply (H t (fun v => v = g t)). Qed.
Lemma t_near : F (fun t => f t = g t) -> tends g x -> tends f x.
Proof.
  intros H. apply filterlim_ext_loc. revert H. apply filter_imp. now intros t ->.
Qed.
End Rules.
Arguments tends F f l : clear implicits.

Lemma id_p : tends (Rbar_locally' p_infty) (fun t => t) p_infty.
Proof. apply filterlim_id. Qed.
Lemma id_m : tends (Rbar_locally' m_infty) (fun t => t) m_infty.
Proof. apply filterlim_id. Qed.
Lemma id_at (a : R) : tends (Rbar_locally' a) (fun t => t) (Finite a).
Proof. intros P H. exact (filter_le_within (F := locally a) (fun t => t <> a) P H). Qed.
Lemma id_right (a : R) : tends (at_right a) (fun t => t) (Finite a).
Proof. intros P H. exact (filter_le_within (F := locally a) (fun t => a < t) P H). Qed.
Lemma id_left (a : R) : tends (at_left a) (fun t => t) (Finite a).
Proof. intros P H. exact (filter_le_within (F := locally a) (fun t => t < a) P H). Qed.
Lemma from_below (f : R -> R) (l : Rbar) :
  tends (Rbar_locally' m_infty) (fun t => f (- t)) l -> tends (Rbar_locally' p_infty) f l.
Proof.
  intros H. eapply filterlim_ext; [|refine (filterlim_comp _ _ _ (fun t => - t) (fun t => f (- t)) _ (Rbar_locally m_infty) _ _ H)].
  intros t. cbv beta. now rewrite Ropp_involutive. exact (filterlim_Rbar_opp p_infty).
Qed.
(* A difference quotient tends to the slope. *)
Lemma t_slope (f : R -> R) (l : R) : is_derive f 0 l -> f 0 = 0 -> tends (Rbar_locally' 0) (fun h => f h / h) (Finite l).
Proof.
  intros D Z. apply is_derive_Reals in D. intros P [eps H].
  destruct (D eps (cond_pos eps)) as [d K]. exists d. intros h B N. apply H.
  assert (M : h <> 0) by exact N. assert (L : Rabs h < d).
  { revert B. unfold ball; simpl; unfold AbsRing_ball, minus, plus, opp, abs; simpl. now rewrite Ropp_0, Rplus_0_r. }
  specialize (K h M L). rewrite Rplus_0_l, Z, Rminus_0_r in K. exact K.
Qed.
Lemma right_of (f : R -> R) (a : R) (l : Rbar) : tends (Rbar_locally' a) f l -> tends (at_right a) f l.
Proof. intros H P Q. destruct (H P Q) as [d K]. exists d. intros t B L. apply K; [exact B | lra]. Qed.
Lemma left_of (f : R -> R) (a : R) (l : Rbar) : tends (Rbar_locally' a) f l -> tends (at_left a) f l.
Proof. intros H P Q. destruct (H P Q) as [d K]. exists d. intros t B L. apply K; [exact B | lra]. Qed.

Ltac finite_plus := lazymatch goal with |- is_Rbar_plus _ _ _ => reflexivity end.
Ltac finite_mult := first
  [ reflexivity
  | apply is_Rbar_mult_p_infty_pos; simpl; side | apply is_Rbar_mult_p_infty_neg; simpl; side
  | apply is_Rbar_mult_m_infty_pos; simpl; side | apply is_Rbar_mult_m_infty_neg; simpl; side
  | apply is_Rbar_mult_sym; first [ apply is_Rbar_mult_p_infty_pos; simpl; side | apply is_Rbar_mult_p_infty_neg; simpl; side
      | apply is_Rbar_mult_m_infty_pos; simpl; side | apply is_Rbar_mult_m_infty_neg; simpl; side ] ].
Lemma not_finite_zero (a : R) : a <> 0 -> Finite a <> Finite 0.
Proof. intros H E. apply H. now injection E. Qed.
Ltac not_zero := first [discriminate | apply not_finite_zero; cbn [Rbar_opp Rbar_inv Rbar_abs]; rewrite ?exp_0; side].
