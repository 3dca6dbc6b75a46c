(* What the libraries do not say and proofs of derive's steps need. *)
From Coq Require Import FunctionalExtensionality.
From Derive Require Export Meaning.
Open Scope R_scope.

(* ---- exponentials, logarithms, roots ----------------------------------------------- *)
Lemma exp_minus a b : exp (a - b) = exp a / exp b.
Proof. unfold Rminus, Rdiv. now rewrite exp_plus, exp_Ropp. Qed.
Lemma exp_nat n a : exp (INR n * a) = exp a ^ n.
Proof.
  induction n as [|n IH]. simpl. now rewrite Rmult_0_l, exp_0.
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. ring.
Qed.
Lemma exp_pos_lit p a : exp (IZR (Z.pos p) * a) = exp a ^ (Pos.to_nat p).
Proof. now rewrite <- exp_nat, INR_IZR_INZ, positive_nat_Z. Qed.
Lemma exp_neg_lit p a : exp (IZR (Z.neg p) * a) = / exp a ^ (Pos.to_nat p).
Proof.
  rewrite <- exp_pos_lit, <- exp_Ropp. f_equal.
  change (Z.neg p) with (- Z.pos p)%Z. rewrite opp_IZR. ring.
Qed.
Lemma exp_le_mono a b : a <= b -> exp a <= exp b.
Proof. intros [H|H]; [left; now apply exp_increasing | right; now rewrite H]. Qed.
Lemma exp_root p a : exp a = exp (a / IZR (Z.pos p)) ^ (Pos.to_nat p).
Proof. rewrite <- exp_pos_lit. f_equal. field. apply not_0_IZR. discriminate. Qed.
Lemma ln_sqrt a : 0 < a -> ln (sqrt a) = ln a / 2.
Proof.
  intros H. assert (S := sqrt_lt_R0 a H). rewrite <- (sqrt_sqrt a) at 2 by lra.
  rewrite ln_mult by assumption. field.
Qed.
Lemma sqrt_sq_abs a : sqrt (a ^ 2) = Rabs a.
Proof. rewrite <- Rsqr_pow2. apply sqrt_Rsqr_abs. Qed.
Lemma sqrt_exp a : 0 < a -> sqrt a = exp (ln a / 2).
Proof. intros H. now rewrite <- ln_sqrt, exp_ln by (try apply sqrt_lt_R0; exact H). Qed.
Lemma div_sqrt_sq a b : 0 < b -> (a / sqrt b) ^ 2 = a ^ 2 / b.
Proof.
  intros H. assert (S := sqrt_lt_R0 b H). rewrite <- (sqrt_sqrt b) at 2 by lra. field. lra.
Qed.
Lemma ln_ge_0 a : 1 <= a -> 0 <= ln a.
Proof. intros H. rewrite <- ln_1. apply ln_le; lra. Qed.
Lemma ln_gt_0 a : 1 < a -> 0 < ln a.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma ln_lt_0 a : 0 < a < 1 -> ln a < 0.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma ln_le_0 a : 0 < a <= 1 -> ln a <= 0.
Proof. intros H. rewrite <- ln_1. apply ln_le; lra. Qed.
Lemma le_ln u v : exp u <= v -> u <= ln v.
Proof. intros H. rewrite <- (ln_exp u). apply ln_le; [apply exp_pos | exact H]. Qed.
Lemma ln_le_exp u v : 0 < v -> v <= exp u -> ln v <= u.
Proof. intros V H. rewrite <- (ln_exp u). now apply ln_le. Qed.
Lemma ln_tangent a : 0 < a -> ln a <= a - 1.
Proof. intros H. generalize (exp_ineq1_le (ln a)). rewrite exp_ln by exact H. lra. Qed.
Lemma ln_lower a : 0 < a -> 1 - / a <= ln a.
Proof.
  intros H. assert (K := ln_tangent (/ a) (Rinv_0_lt_compat a H)). rewrite ln_Rinv in K by exact H. lra.
Qed.
(* Gibbs' inequality, of one term. *)
Lemma ln_ratio a b : 0 < a -> 0 < b -> a - b <= a * (ln a - ln b).
Proof.
  intros A B. assert (K := ln_tangent (b / a) (Rdiv_lt_0_compat b a B A)).
  unfold Rdiv in K. rewrite ln_mult, ln_Rinv in K by (try apply Rinv_0_lt_compat; assumption).
  assert (E : a * (b * / a - 1) = b - a) by (field; lra). nra.
Qed.
Lemma over_less a b c : 0 < c -> a < b / c -> a * c < b.
Proof. intros C H. apply (Rmult_lt_compat_r c) in H; [|exact C]. unfold Rdiv in H. now rewrite Rmult_assoc, Rinv_l, Rmult_1_r in H by lra. Qed.
Lemma less_over a b c : 0 < c -> b / c < a -> b < a * c.
Proof. intros C H. apply (Rmult_lt_compat_r c) in H; [|exact C]. unfold Rdiv in H. now rewrite Rmult_assoc, Rinv_l, Rmult_1_r in H by lra. Qed.
Lemma ln_tangent_strict a : 0 < a -> a <> 1 -> ln a < a - 1.
Proof.
  intros H N. assert (M : ln a <> 0) by (intros E; apply N; rewrite <- (exp_ln a H), E; apply exp_0).
  generalize (exp_ineq1 (ln a) M). rewrite exp_ln by exact H. lra.
Qed.

Lemma sin2_eq a : sin a ^ 2 = 1 - cos a ^ 2.
Proof. pose proof (sin2_cos2 a) as H. unfold Rsqr in H. lra. Qed.

(* ---- powers ------------------------------------------------------------------------ *)
Lemma power_exp a b : 0 < a -> power a b = exp (b * ln a).
Proof. intros H. unfold power. destruct (Req_EM_T a 0); [lra | reflexivity]. Qed.
Lemma power_zero b : power 0 b = 0.
Proof. unfold power. destruct (Req_EM_T 0 0); [reflexivity | lra]. Qed.
Lemma power_pos a b : 0 < a -> 0 < power a b.
Proof. intros H. rewrite power_exp by exact H. apply exp_pos. Qed.
Lemma power_half a : 0 <= a -> power a (1 / 2) = sqrt a.
Proof.
  intros [H|H]. rewrite power_exp, sqrt_exp by exact H. f_equal. field.
  subst a. now rewrite power_zero, sqrt_0.
Qed.
Lemma powerRZ_pos_lit a p : powerRZ a (Z.pos p) = a ^ Pos.to_nat p.
Proof. reflexivity. Qed.
Lemma powerRZ_exp a n : 0 < a -> powerRZ a n = exp (IZR n * ln a).
Proof. intros H. now rewrite powerRZ_Rpower. Qed.
Lemma powerRZ_nat a n : (0 <= n)%Z -> powerRZ a n = a ^ Z.to_nat n.
Proof. intros H. rewrite <- (Z2Nat.id n H) at 1. now rewrite <- pow_powerRZ. Qed.
Lemma pow_exp a n : 0 < a -> a ^ n = exp (INR n * ln a).
Proof. intros H. now rewrite exp_nat, exp_ln. Qed.

Lemma powerRZ_sign a n : powerRZ a (- n) = / powerRZ a n.
Proof. destruct n; simpl. field. reflexivity. now rewrite Rinv_inv. Qed.
Lemma powerRZ_mult_base a b n : a <> 0 -> b <> 0 -> powerRZ (a * b) n = powerRZ a n * powerRZ b n.
Proof.
  intros A B. destruct n; simpl. ring. apply Rpow_mult_distr.
  rewrite Rpow_mult_distr. apply Rinv_mult.
Qed.
Lemma powerRZ_inv_base a n : a <> 0 -> powerRZ (/ a) n = / powerRZ a n.
Proof.
  intros A. destruct n; simpl. field. now rewrite pow_inv. now rewrite pow_inv.
Qed.
Lemma powerRZ_mult_whole a b c : a <> 0 -> powerRZ a (b * c) = powerRZ (powerRZ a b) c.
Proof.
  intros A. assert (N : forall d, (0 <= d)%Z -> powerRZ a (b * d) = powerRZ (powerRZ a b) d).
  { apply natlike_ind. now rewrite Z.mul_0_r. intros d D IH.
    rewrite Z.mul_succ_r, powerRZ_add, IH by exact A. unfold Z.succ. rewrite powerRZ_add; [|now apply powerRZ_NOR].
    now rewrite powerRZ_1. }
  destruct (Z_le_dec 0 c) as [C|C]; [now apply N|].
  replace c with (- (- c))%Z by lia. rewrite Z.mul_opp_r, 2 powerRZ_sign, N by lia. reflexivity.
Qed.
Lemma one_over_sqrt : 1 / sqrt 2 = sqrt 2 / 2.
Proof.
  assert (S := sqrt_lt_R0 2 ltac:(lra)). assert (Q := sqrt_sqrt 2 ltac:(lra)).
  apply (Rmult_eq_reg_r (2 * sqrt 2)); [|lra]. field_simplify; lra.
Qed.
Lemma erf_opp a : erf (- a) = - erf a.
Proof.
  assert (C : forall y, continuous (fun t => exp (- t ^ 2)) y).
  { intros y. apply (ex_derive_continuous (fun t => exp (- t ^ 2))). auto_derive. trivial. }
  assert (X : forall y, is_RInt (fun t => exp (- t ^ 2)) 0 y (RInt (fun t => exp (- t ^ 2)) 0 y)).
  { intros y. apply (RInt_correct (V := R_CompleteNormedModule)), (ex_RInt_continuous (V := R_CompleteNormedModule)). auto. }
  unfold erf. rewrite Ropp_mult_distr_r. f_equal. apply is_RInt_unique.
  assert (Y := is_RInt_comp_opp (fun t => exp (- t ^ 2)) 0 (- a) (RInt (fun t => exp (- t ^ 2)) 0 a)).
  rewrite Ropp_0, Ropp_involutive in Y. specialize (Y (X a)).
  apply is_RInt_opp in Y. refine (is_RInt_ext _ _ _ _ _ _ Y).
  intros t _. unfold opp; simpl. rewrite Ropp_involutive. do 2 f_equal. ring.
Qed.
Lemma erf_minus a b : erf (- a / b) = - erf (a / b).
Proof. rewrite <- erf_opp. f_equal. unfold Rdiv. ring. Qed.
Lemma erf_at_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. apply Rmult_0_r. Qed.

(* ---- finite sums ------------------------------------------------------------------- *)
Section Sums.
Variables (l u : Z).
Implicit Types (f g : Z -> R).

Lemma in_range k : (k < Z.to_nat (u - l + 1))%nat -> (l <= l + Z.of_nat k <= u)%Z.
Proof. lia. Qed.
Lemma sum_ext f g : (forall i, (l <= i <= u)%Z -> f i = g i) -> sum l u f = sum l u g.
Proof.
  intros H. unfold sum. generalize in_range. induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K.
  reflexivity. simpl. rewrite IH, H by auto. reflexivity.
Qed.
(* The same, for a g that is found on the way: what holds of g i holds of f i. *)
Lemma sum_form f g : (forall i, (l <= i <= u)%Z -> forall P : R -> Prop, P (g i) -> P (f i)) -> sum l u f = sum l u g.
Proof. intros H. apply sum_ext. intros i I. now apply (H i I (fun v => v = g i)). Qed.
Lemma sum_plus f g : sum l u (fun i => f i + g i) = sum l u f + sum l u g.
Proof. unfold sum. induction (Z.to_nat _) as [|k IH]; simpl; [lra | rewrite IH; lra]. Qed.
Lemma sum_minus f g : sum l u (fun i => f i - g i) = sum l u f - sum l u g.
Proof. unfold sum. induction (Z.to_nat _) as [|k IH]; simpl; [lra | rewrite IH; lra]. Qed.
Lemma sum_opp f : sum l u (fun i => - f i) = - sum l u f.
Proof. unfold sum. induction (Z.to_nat _) as [|k IH]; simpl; [lra | rewrite IH; lra]. Qed.
Lemma sum_scale c f : sum l u (fun i => c * f i) = c * sum l u f.
Proof. unfold sum. induction (Z.to_nat _) as [|k IH]; simpl; [lra | rewrite IH; lra]. Qed.
Lemma sum_zero : sum l u (fun _ => 0) = 0.
Proof. unfold sum. induction (Z.to_nat _) as [|k IH]; simpl; [lra | rewrite IH; lra]. Qed.
Lemma sum_const c : (l - 1 <= u)%Z -> sum l u (fun _ => c) = (IZR u - IZR l + 1) * c.
Proof.
  intros H. unfold sum. replace (IZR u - IZR l + 1) with (INR (Z.to_nat (u - l + 1))).
  induction (Z.to_nat (u - l + 1)) as [|k IH]. simpl. ring. rewrite S_INR. simpl. rewrite IH. ring.
  rewrite INR_IZR_INZ, Z2Nat.id, plus_IZR, minus_IZR by lia. reflexivity.
Qed.
Lemma sum_empty f : (u < l)%Z -> sum l u f = 0.
Proof. intros H. unfold sum. now replace (Z.to_nat (u - l + 1)) with O by lia. Qed.
Lemma sum_last f : (l <= u)%Z -> sum l u f = sum l (u - 1) f + f u.
Proof.
  intros H. unfold sum. replace (Z.to_nat (u - l + 1)) with (S (Z.to_nat (u - 1 - l + 1))) by lia.
  simpl. do 2 f_equal. lia.
Qed.
Lemma sum_nonneg f : (forall i, (l <= i <= u)%Z -> 0 <= f i) -> 0 <= sum l u f.
Proof.
  intros H. unfold sum. generalize in_range. induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K; simpl.
  lra. apply Rplus_le_le_0_compat; auto.
Qed.
Lemma sum_derive (f : Z -> R -> R) x g : (forall i, (l <= i <= u)%Z -> is_derive (fun t => f i t) x (g i)) ->
  is_derive (fun t => sum l u (fun i => f i t)) x (sum l u g).
Proof.
  intros H. unfold sum. generalize in_range. induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K; simpl.
  exact (is_derive_const 0 x). apply (is_derive_plus _ (fun t => f (l + Z.of_nat k)%Z t)); auto.
Qed.
Lemma sum_continuous (f : Z -> R -> R) x : (forall i, (l <= i <= u)%Z -> continuous (fun t => f i t) x) ->
  continuous (fun t => sum l u (fun i => f i t)) x.
Proof.
  intros H. unfold sum. generalize in_range. induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K; simpl.
  apply continuous_const. apply (continuous_plus _ (fun t => f (l + Z.of_nat k)%Z t)); auto.
Qed.
Lemma locally_range x (P : Z -> R -> Prop) : (forall i, (l <= i <= u)%Z -> locally x (fun t => P i t)) ->
  locally x (fun t => forall i, (l <= i <= u)%Z -> P i t).
Proof.
  intros H. assert (G : forall k, (k <= Z.to_nat (u - l + 1))%nat ->
    locally x (fun t => forall i, (l <= i < l + Z.of_nat k)%Z -> P i t)).
  { induction k as [|k IH]; intros K. apply filter_forall; intros; lia.
    eapply filter_imp; [|apply filter_and; [apply IH; lia | apply (H (l + Z.of_nat k)%Z); lia]].
    cbv beta. intros t [A B] i I. destruct (Z.eq_dec i (l + Z.of_nat k)) as [->|]; [exact B | apply A; lia]. }
  eapply filter_imp; [|apply (G (Z.to_nat (u - l + 1))); lia]. cbv beta. intros t A i I. apply A. lia.
Qed.
End Sums.

Lemma sum_pos l u f : (l <= u)%Z -> (forall i, (l <= i <= u)%Z -> 0 < f i) -> 0 < sum l u f.
Proof.
  intros L H. rewrite sum_last by exact L. apply Rplus_le_lt_0_compat.
  apply sum_nonneg. intros; left; apply H; lia. apply H; lia.
Qed.
Lemma sum_le l u f g : (forall i, (l <= i <= u)%Z -> f i <= g i) -> sum l u f <= sum l u g.
Proof.
  intros H. assert (K := sum_nonneg l u (fun i => g i - f i)). rewrite sum_minus in K.
  enough (0 <= sum l u g - sum l u f) by lra. apply K. intros i I. specialize (H i I). lra.
Qed.
Lemma sum_counted n f : sum 0 (Z.of_nat n) f = sum_f_R0 (fun i => f (Z.of_nat i)) n.
Proof.
  induction n as [|n IH]. rewrite sum_last, sum_empty by lia. simpl. lra.
  rewrite sum_last by lia. replace (Z.of_nat (S n) - 1)%Z with (Z.of_nat n) by lia. now rewrite IH.
Qed.
Lemma sum_bounds l u l' u' f : l = l' -> u = u' -> sum l u f = sum l' u' f.
Proof. intros -> ->. reflexivity. Qed.
Lemma sum_at j g l u f : (l <= j <= u)%Z -> (forall i, (l <= i <= u)%Z -> i <> j -> f i = g i) ->
  sum l u f = sum l u g + (f j - g j).
Proof.
  intros J H. enough (E : sum l u (fun i => f i - g i) = f j - g j) by (rewrite sum_minus in E; lra).
  assert (G : forall k : nat, sum l (l + Z.of_nat k - 1) (fun i => if Z.eq_dec i j then f j - g j else 0)
    = if Z_lt_dec j (l + Z.of_nat k) then f j - g j else 0).
  { induction k as [|k IH]. rewrite sum_empty by lia. destruct Z_lt_dec; [lia | reflexivity].
    rewrite sum_last by lia. replace (l + Z.of_nat (S k) - 1 - 1)%Z with (l + Z.of_nat k - 1)%Z by lia.
    rewrite IH. destruct (Z.eq_dec (l + Z.of_nat (S k) - 1) j);
      destruct (Z_lt_dec j (l + Z.of_nat k)); destruct (Z_lt_dec j (l + Z.of_nat (S k))); (lia || lra). }
  specialize (G (Z.to_nat (u - l + 1))). replace (l + Z.of_nat (Z.to_nat (u - l + 1)) - 1)%Z with u in G by lia.
  destruct Z_lt_dec in G; [|lia]. rewrite <- G. apply sum_ext. intros i I.
  destruct (Z.eq_dec i j) as [->|N]; [reflexivity | rewrite H by assumption; lra].
Qed.
Lemma sum_first l u f : (l <= u)%Z -> sum l u f = f l + sum (l + 1) u f.
Proof.
  intros H. replace u with (l + Z.of_nat (Z.to_nat (u - l)))%Z by lia.
  induction (Z.to_nat (u - l)) as [|k IH].
  rewrite sum_last by lia. rewrite 2 sum_empty by lia. replace (l + Z.of_nat 0)%Z with l by lia. lra.
  rewrite sum_last by lia. rewrite (sum_last (l + 1)) by lia.
  replace (l + Z.of_nat (S k) - 1)%Z with (l + Z.of_nat k)%Z by lia. rewrite IH. lra.
Qed.
Lemma sum_shift c l u f : sum l u f = sum (l + c) (u + c) (fun i => f (i - c)%Z).
Proof.
  unfold sum. replace (u + c - (l + c) + 1)%Z with (u - l + 1)%Z by lia.
  induction (Z.to_nat (u - l + 1)) as [|k IH]; simpl; [reflexivity | rewrite IH; do 2 f_equal; lia].
Qed.
Lemma sum_reverse l u f : sum l u f = sum l u (fun i => f (l + u - i)%Z).
Proof.
  destruct (Z_lt_dec u l) as [H|H]; [now rewrite 2 sum_empty by lia|].
  replace u with (l + Z.of_nat (Z.to_nat (u - l)))%Z by lia. generalize (Z.to_nat (u - l)) as k. clear.
  intros k. revert l f. induction k as [|k IH]; intros l f.
  unfold sum. replace (Z.to_nat (l + Z.of_nat 0 - l + 1)) with 1%nat by lia. cbn [sum_from].
  do 2 f_equal. lia.
  rewrite (sum_last _ _ f), (sum_first _ _ (fun i => f (l + (l + Z.of_nat (S k)) - i)%Z)), Rplus_comm by lia.
  replace (l + (l + Z.of_nat (S k)) - l)%Z with (l + Z.of_nat (S k))%Z by lia. apply f_equal.
  rewrite (sum_shift 1 l). replace (l + Z.of_nat (S k) - 1 + 1)%Z with (l + 1 + Z.of_nat k)%Z by lia.
  rewrite IH. replace (l + Z.of_nat (S k))%Z with (l + 1 + Z.of_nat k)%Z by lia. apply sum_ext.
  intros i I. f_equal. lia.
Qed.
Lemma sum_swap l u l' u' (f : Z -> Z -> R) :
  sum l u (fun i => sum l' u' (fun j => f i j)) = sum l' u' (fun j => sum l u (fun i => f i j)).
Proof.
  unfold sum at 1 4. induction (Z.to_nat (u - l + 1)) as [|k IH]; simpl.
  now rewrite sum_zero.
  rewrite IH. now rewrite <- sum_plus.
Qed.
Lemma sum_mult l u l' u' f g :
  sum l u f * sum l' u' g = sum l u (fun i => sum l' u' (fun j => f i * g j)).
Proof.
  rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros i I. rewrite sum_scale. ring.
Qed.

(* By induction on the upper bound. *)
Lemma upward l (P : Z -> Prop) : P (l - 1)%Z -> (forall u, (l <= u)%Z -> P (u - 1)%Z -> P u) ->
  forall u, (l - 1 <= u)%Z -> P u.
Proof.
  intros A B u H. replace u with (l - 1 + Z.of_nat (Z.to_nat (u - l + 1)))%Z by lia.
  induction (Z.to_nat (u - l + 1)) as [|k IH]. now replace (l - 1 + Z.of_nat 0)%Z with (l - 1)%Z by lia.
  apply B; [lia|]. now replace (l - 1 + Z.of_nat (S k) - 1)%Z with (l - 1 + Z.of_nat k)%Z by lia.
Qed.

(* ---- finite products --------------------------------------------------------------- *)
Section Products.
Variables (l u : Z).
Implicit Types (f g : Z -> R).
Lemma product_ext f g : (forall i, (l <= i <= u)%Z -> f i = g i) -> product l u f = product l u g.
Proof.
  intros H. unfold product. generalize (in_range l u). induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K.
  reflexivity. simpl. rewrite IH, H by auto. reflexivity.
Qed.
Lemma product_pos f : (forall i, (l <= i <= u)%Z -> 0 < f i) -> 0 < product l u f.
Proof.
  intros H. unfold product. generalize (in_range l u). induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K; simpl.
  lra. apply Rmult_lt_0_compat; auto.
Qed.
Lemma product_exp f : (forall i, (l <= i <= u)%Z -> 0 < f i) -> product l u f = exp (sum l u (fun i => ln (f i))).
Proof.
  intros H. unfold product, sum. generalize (in_range l u). induction (Z.to_nat (u - l + 1)) as [|k IH]; intros K; simpl.
  now rewrite exp_0. rewrite exp_plus, IH, exp_ln by auto. reflexivity.
Qed.
Lemma ln_product f : (forall i, (l <= i <= u)%Z -> 0 < f i) -> ln (product l u f) = sum l u (fun i => ln (f i)).
Proof. intros H. rewrite product_exp by exact H. apply ln_exp. Qed.
End Products.
Lemma product_empty l u f : (u < l)%Z -> product l u f = 1.
Proof. intros H. unfold product. now replace (Z.to_nat (u - l + 1)) with O by lia. Qed.
Lemma product_last l u f : (l <= u)%Z -> product l u f = product l (u - 1) f * f u.
Proof.
  intros H. unfold product. replace (Z.to_nat (u - l + 1)) with (S (Z.to_nat (u - 1 - l + 1))) by lia.
  simpl. do 2 f_equal. lia.
Qed.

(* ---- a family with one element changed --------------------------------------------- *)
Lemma varied_here x i v : varied x i v i = v.
Proof. unfold varied. now destruct Z.eq_dec. Qed.
Lemma varied_same x i k : varied x i (x i) k = x k.
Proof. unfold varied. destruct Z.eq_dec as [->|]; reflexivity. Qed.
Lemma varied_self x i : varied x i (x i) = x.
Proof. apply functional_extensionality. intros k. apply varied_same. Qed.
Lemma varied_other x i v k : k <> i -> varied x i v k = x k.
Proof. unfold varied. now destruct Z.eq_dec. Qed.

(* ---- floor ------------------------------------------------------------------------- *)
Lemma floor_bounds a : floor a <= a < floor a + 1.
Proof. unfold floor. destruct (base_Int_part a). lra. Qed.
Lemma floor_between a n : IZR n <= a < IZR n + 1 -> floor a = IZR n.
Proof.
  intros H. assert (B := floor_bounds a). unfold floor in *. apply f_equal.
  assert (A : (n < Int_part a + 1)%Z) by (apply lt_IZR; rewrite plus_IZR; lra).
  assert (C : (Int_part a < n + 1)%Z) by (apply lt_IZR; rewrite plus_IZR; lra). lia.
Qed.
Lemma floor_plus a n : floor (a + IZR n) = floor a + IZR n.
Proof.
  unfold floor at 2. rewrite <- plus_IZR. apply floor_between. rewrite plus_IZR.
  assert (B := floor_bounds a). unfold floor in B. lra.
Qed.
