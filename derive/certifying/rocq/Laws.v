(* The laws that proofs of derive rest on, each proved here: `derive laws` lists them.
   The statements are printed from derive/proving/laws.py, and a test compares them. *)
From Derive Require Import Prove.
Open Scope R_scope.

Lemma exp_positive (a : R) :
  (exp a) > 0.
Proof. derive. Qed.

Lemma exp_zero :
  (exp 0) = 1.
Proof. derive. Qed.

Lemma exp_sum (a b : R) :
  (exp (a + b)) = ((exp a) * (exp b)).
Proof. derive. Qed.

Lemma exp_multiple_defined (a b : R) :
  (0 < (exp b) \/ ((exp b) = 0 /\ 0 < a)).
Proof. derive. Qed.

Lemma exp_multiple (a b : R) :
  (exp (a * b)) = (power (exp b) a).
Proof. derive. Qed.

Lemma exp_log_defined (a : R) :
  (a > 0) ->
  (0 < a).
Proof. derive. Qed.

Lemma exp_log (a : R) :
  (a > 0) ->
  (exp (ln a)) = a.
Proof. derive. Qed.

Lemma exp_increasing (a b : R) :
  (a > b) ->
  (exp a) > (exp b).
Proof. intros H. apply Rlt_gt, exp_increasing. lra. Qed.

Lemma exp_monotone (a b : R) :
  (a >= b) ->
  (exp a) >= (exp b).
Proof. intros H. apply Rle_ge, exp_le_mono. lra. Qed.

Lemma exp_injective (a b : R) :
  (a <> b) ->
  (exp a) <> (exp b).
Proof. intros H E. apply H. rewrite <- (ln_exp a), E. apply ln_exp. Qed.

Lemma exp_tangent (a : R) :
  (exp a) >= (1 + a).
Proof. derive. Qed.

Lemma log_exp_defined (a : R) :
  (0 < (exp a)).
Proof. derive. Qed.

Lemma log_exp (a : R) :
  (ln (exp a)) = a.
Proof. derive. Qed.

Lemma log_one :
  (ln 1) = 0.
Proof. derive. Qed.

Lemma log_product_defined (a b : R) :
  (a > 0) ->
  (b > 0) ->
  ((0 < (a * b)) /\ (0 < a) /\ (0 < b)).
Proof. derive. Qed.

Lemma log_product (a b : R) :
  (a > 0) ->
  (b > 0) ->
  (ln (a * b)) = ((ln a) + (ln b)).
Proof. derive. Qed.

Lemma log_power_defined (a b : R) :
  (a > 0) ->
  ((0 < a \/ (a = 0 /\ 0 < b)) /\ (0 < (power a b)) /\ (0 < a)).
Proof. derive. Qed.

Lemma log_power (a b : R) :
  (a > 0) ->
  (ln (power a b)) = (b * (ln a)).
Proof. derive. Qed.

Lemma log_increasing_defined (a b : R) :
  (a > b) ->
  (b > 0) ->
  ((0 < a) /\ (0 < b)).
Proof. derive. Qed.

Lemma log_increasing (a b : R) :
  (a > b) ->
  (b > 0) ->
  (ln a) > (ln b).
Proof. intros H K. apply Rlt_gt, ln_increasing; lra. Qed.

Lemma log_monotone_defined (a b : R) :
  (a >= b) ->
  (b > 0) ->
  ((0 < a) /\ (0 < b)).
Proof. derive. Qed.

Lemma log_monotone (a b : R) :
  (a >= b) ->
  (b > 0) ->
  (ln a) >= (ln b).
Proof. derive. Qed.

Lemma log_nonzero_defined (a : R) :
  (a > 0) ->
  (a <> 1) ->
  (0 < a).
Proof. derive. Qed.

Lemma log_nonzero (a : R) :
  (a > 0) ->
  (a <> 1) ->
  (ln a) <> 0.
Proof. intros H K. destruct (Rlt_le_dec a 1); [assert (L := ln_lt_0 a) | assert (L := ln_gt_0 a)]; lra. Qed.

Lemma log_tangent_defined (a : R) :
  (a > 0) ->
  (0 < a).
Proof. derive. Qed.

Lemma log_tangent (a : R) :
  (a > 0) ->
  (ln a) <= (a - 1).
Proof. derive. Qed.

Lemma power_exp_defined (a b : R) :
  (a > 0) ->
  ((0 < a \/ (a = 0 /\ 0 < b)) /\ (0 < a)).
Proof. derive. Qed.

Lemma power_exp (a b : R) :
  (a > 0) ->
  (power a b) = (exp (b * (ln a))).
Proof. derive. Qed.

Lemma power_sum_defined (a : R) (b c : Z) :
  (b >= 0)%Z ->
  (c >= 0)%Z ->
  (((0 <= (b + c))%Z \/ a <> 0) /\ ((0 <= b)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ a <> 0)).
Proof. derive. Qed.

Lemma power_sum (a : R) (b c : Z) :
  (b >= 0)%Z ->
  (c >= 0)%Z ->
  (powerRZ a (b + c)%Z) = ((powerRZ a b) * (powerRZ a c)).
Proof. intros B C. rewrite !powerRZ_nat, Z2Nat.inj_add by lia. apply pow_add. Qed.

Lemma power_sum_nonzero_defined (a : R) (b c : Z) :
  (a <> 0) ->
  (((0 <= (b + c))%Z \/ a <> 0) /\ ((0 <= b)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ a <> 0)).
Proof. derive. Qed.

Lemma power_sum_nonzero (a : R) (b c : Z) :
  (a <> 0) ->
  (powerRZ a (b + c)%Z) = ((powerRZ a b) * (powerRZ a c)).
Proof. intros H. now apply powerRZ_add. Qed.

Lemma power_multiple_defined (a : R) (b c : Z) :
  (b >= 0)%Z ->
  (c >= 0)%Z ->
  (((0 <= (b * c))%Z \/ a <> 0) /\ ((0 <= b)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ (powerRZ a b) <> 0)).
Proof. derive. Qed.

Lemma power_multiple (a : R) (b c : Z) :
  (b >= 0)%Z ->
  (c >= 0)%Z ->
  (powerRZ a (b * c)%Z) = (powerRZ (powerRZ a b) c).
Proof. intros B C. rewrite !powerRZ_nat, Z2Nat.inj_mul by lia. apply pow_mult. Qed.

Lemma power_multiple_nonzero_defined (a : R) (b c : Z) :
  (a <> 0) ->
  (((0 <= (b * c))%Z \/ a <> 0) /\ ((0 <= b)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ (powerRZ a b) <> 0)).
Proof. intros H. repeat split; right; try exact H. now apply powerRZ_NOR. Qed.

Lemma power_multiple_nonzero (a : R) (b c : Z) :
  (a <> 0) ->
  (powerRZ a (b * c)%Z) = (powerRZ (powerRZ a b) c).
Proof. intros H. now apply powerRZ_mult_whole. Qed.

Lemma power_product_defined (a b : R) (c : Z) :
  (c >= 0)%Z ->
  (((0 <= c)%Z \/ (a * b) <> 0) /\ ((0 <= c)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ b <> 0)).
Proof. derive. Qed.

Lemma power_product (a b : R) (c : Z) :
  (c >= 0)%Z ->
  (powerRZ (a * b) c) = ((powerRZ a c) * (powerRZ b c)).
Proof. intros C. rewrite !powerRZ_nat by lia. apply Rpow_mult_distr. Qed.

Lemma power_product_nonzero_defined (a b : R) (c : Z) :
  (a <> 0) ->
  (b <> 0) ->
  (((0 <= c)%Z \/ (a * b) <> 0) /\ ((0 <= c)%Z \/ a <> 0) /\ ((0 <= c)%Z \/ b <> 0)).
Proof. derive. Qed.

Lemma power_product_nonzero (a b : R) (c : Z) :
  (a <> 0) ->
  (b <> 0) ->
  (powerRZ (a * b) c) = ((powerRZ a c) * (powerRZ b c)).
Proof. intros A B. now apply powerRZ_mult_base. Qed.

Lemma power_nonzero_defined (a : R) (b : Z) :
  (a <> 0) ->
  ((0 <= b)%Z \/ a <> 0).
Proof. derive. Qed.

Lemma power_nonzero (a : R) (b : Z) :
  (a <> 0) ->
  (powerRZ a b) <> 0.
Proof. intros H. now apply powerRZ_NOR. Qed.

Lemma power_nonnegative_defined (a b : R) :
  (a >= 0) ->
  (b > 0) ->
  (0 < a \/ (a = 0 /\ 0 < b)).
Proof. intros A B. destruct (Req_dec a 0); [right | left]; lra. Qed.

Lemma power_nonnegative (a b : R) :
  (a >= 0) ->
  (b > 0) ->
  (power a b) >= 0.
Proof. intros A B. destruct (Req_dec a 0) as [->|N]. rewrite power_zero. lra. apply Rle_ge, Rlt_le, power_pos. lra. Qed.

Lemma power_nonnegative_whole_defined (a : R) (b : Z) :
  (a >= 0) ->
  (b >= 0)%Z ->
  ((0 <= b)%Z \/ a <> 0).
Proof. derive. Qed.

Lemma power_nonnegative_whole (a : R) (b : Z) :
  (a >= 0) ->
  (b >= 0)%Z ->
  (powerRZ a b) >= 0.
Proof. intros A B. rewrite powerRZ_nat by lia. apply Rle_ge, pow_le. lra. Qed.

Lemma power_reciprocal_defined (a : R) (b : Z) :
  (a <> 0) ->
  ((a <> 0) /\ ((0 <= b)%Z \/ (1 / a) <> 0) /\ ((0 <= b)%Z \/ a <> 0) /\ ((powerRZ a b) <> 0)).
Proof. intros H. repeat split; try (right; derive); try exact H. now apply powerRZ_NOR. Qed.

Lemma power_reciprocal (a : R) (b : Z) :
  (a <> 0) ->
  (powerRZ (1 / a) b) = (1 / (powerRZ a b)).
Proof. intros H. unfold Rdiv. rewrite !Rmult_1_l. now apply powerRZ_inv_base. Qed.

Lemma power_zero_base_defined (a : R) :
  (a > 0) ->
  (0 < 0 \/ (0 = 0 /\ 0 < a)).
Proof. derive. Qed.

Lemma power_zero_base (a : R) :
  (a > 0) ->
  (power 0 a) = 0.
Proof. intros _. apply power_zero. Qed.

Lemma sqrt_power_defined (a : R) :
  (a > 0) ->
  ((0 <= a) /\ (0 < a \/ (a = 0 /\ 0 < (1 / 2)))).
Proof. derive. Qed.

Lemma sqrt_power (a : R) :
  (a > 0) ->
  (sqrt a) = (power a (1 / 2)).
Proof. derive. Qed.

Lemma sqrt_zero_defined :
  (0 <= 0).
Proof. derive. Qed.

Lemma sqrt_zero :
  (sqrt 0) = 0.
Proof. derive. Qed.

Lemma sqrt_square_defined (a : R) :
  (a >= 0) ->
  (0 <= a).
Proof. derive. Qed.

Lemma sqrt_square (a : R) :
  (a >= 0) ->
  ((sqrt a) ^ 2) = a.
Proof. derive. Qed.

Lemma sqrt_nonnegative_defined (a : R) :
  (a >= 0) ->
  (0 <= a).
Proof. derive. Qed.

Lemma sqrt_nonnegative (a : R) :
  (a >= 0) ->
  (sqrt a) >= 0.
Proof. derive. Qed.

Lemma sqrt_at_least_defined (a b : R) :
  (a >= (b ^ 2)) ->
  (0 <= a).
Proof. intros H. assert (K := pow2_ge_0 b). lra. Qed.

Lemma sqrt_at_least (a b : R) :
  (a >= (b ^ 2)) ->
  (sqrt a) >= b.
Proof. intros H. destruct (Rle_lt_dec b 0) as [B|B]. assert (K := sqrt_pos a). lra. apply Rle_ge. rewrite <- (sqrt_pow2 b) by lra. apply sqrt_le_1_alt. lra. Qed.

Lemma sqrt_at_most_defined (a b : R) :
  (a >= 0) ->
  (b >= 0) ->
  (a <= (b ^ 2)) ->
  (0 <= a).
Proof. intros A B H. lra. Qed.

Lemma sqrt_at_most (a b : R) :
  (a >= 0) ->
  (b >= 0) ->
  (a <= (b ^ 2)) ->
  (sqrt a) <= b.
Proof. intros A B H. rewrite <- (sqrt_pow2 b) by lra. apply sqrt_le_1_alt. lra. Qed.

Lemma cube_root_power_defined (a : R) :
  (a > 0) ->
  (0 < a \/ (a = 0 /\ 0 < (1 / 3))).
Proof. derive. Qed.

Lemma cube_root_power (a : R) :
  (a > 0) ->
  (root 3 a) = (power a (1 / 3)).
Proof. intros H. unfold root. rewrite sign_eq_1, Rabs_pos_eq by lra. unfold Rdiv. now rewrite !Rmult_1_l. Qed.

Lemma cube_root_odd (a : R) :
  (root 3 a) = (- (root 3 (- a))).
Proof. unfold root. rewrite sign_opp, Rabs_Ropp. ring. Qed.

Lemma square_nonnegative (a : R) :
  (a ^ 2) >= 0.
Proof. derive. Qed.

Lemma abs_nonnegative (a : R) :
  (Rabs a) >= 0.
Proof. derive. Qed.

Lemma abs_of_nonnegative (a : R) :
  (a >= 0) ->
  (Rabs a) = a.
Proof. derive. Qed.

Lemma abs_of_nonpositive (a : R) :
  (a <= 0) ->
  (Rabs a) = (- a).
Proof. derive. Qed.

Lemma abs_above (a : R) :
  (Rabs a) >= a.
Proof. apply Rle_ge, Rle_abs. Qed.

Lemma abs_above_opposite (a : R) :
  (Rabs a) >= (- a).
Proof. apply Rle_ge. rewrite <- Rabs_Ropp. apply Rle_abs. Qed.

Lemma abs_square (a : R) :
  ((Rabs a) ^ 2) = (a ^ 2).
Proof. apply pow2_abs. Qed.

Lemma abs_nonzero (a : R) :
  (a <> 0) ->
  (Rabs a) > 0.
Proof. derive. Qed.

Lemma max_first (a b : R) :
  (a >= b) ->
  (Rmax a b) = a.
Proof. derive. Qed.

Lemma max_second (a b : R) :
  (a <= b) ->
  (Rmax a b) = b.
Proof. derive. Qed.

Lemma max_of_three (a b c : R) :
  (Rmax (Rmax a b) c) = (Rmax (Rmax a b) c).
Proof. derive. Qed.

Lemma min_first (a b : R) :
  (a <= b) ->
  (Rmin a b) = a.
Proof. derive. Qed.

Lemma min_second (a b : R) :
  (a >= b) ->
  (Rmin a b) = b.
Proof. derive. Qed.

Lemma min_of_three (a b c : R) :
  (Rmin (Rmin a b) c) = (Rmin (Rmin a b) c).
Proof. derive. Qed.

Lemma sign_positive (a : R) :
  (a > 0) ->
  (sign a) = 1.
Proof. derive. Qed.

Lemma sign_negative (a : R) :
  (a < 0) ->
  (sign a) = (- 1).
Proof. derive. Qed.

Lemma sign_zero (a : R) :
  (a = 0) ->
  (sign a) = 0.
Proof. derive. Qed.

Lemma sinh_exp (a : R) :
  (sinh a) = (((exp a) - (exp (- a))) / 2).
Proof. derive. Qed.

Lemma cosh_exp (a : R) :
  (cosh a) = (((exp a) + (exp (- a))) / 2).
Proof. derive. Qed.

Lemma tanh_exp_defined (a : R) :
  (((exp a) + (exp (- a))) <> 0).
Proof. derive. Qed.

Lemma tanh_exp (a : R) :
  (tanh a) = (((exp a) - (exp (- a))) / ((exp a) + (exp (- a)))).
Proof. derive. Qed.

Lemma sin_sum (a b : R) :
  (sin (a + b)) = (((sin a) * (cos b)) + ((cos a) * (sin b))).
Proof. derive. Qed.

Lemma cos_sum (a b : R) :
  (cos (a + b)) = (((cos a) * (cos b)) - ((sin a) * (sin b))).
Proof. derive. Qed.

Lemma sin_odd (a : R) :
  (sin (- a)) = (- (sin a)).
Proof. derive. Qed.

Lemma cos_even (a : R) :
  (cos (- a)) = (cos a).
Proof. derive. Qed.

Lemma sin_zero :
  (sin 0) = 0.
Proof. derive. Qed.

Lemma cos_zero :
  (cos 0) = 1.
Proof. derive. Qed.

Lemma sin_pi :
  (sin PI) = 0.
Proof. derive. Qed.

Lemma cos_pi :
  (cos PI) = (- 1).
Proof. derive. Qed.

Lemma sin_half :
  (sin ((1 / 2) * PI)) = 1.
Proof. replace (1 / 2 * PI) with (PI / 2) by field. apply sin_PI2. Qed.

Lemma cos_half :
  (cos ((1 / 2) * PI)) = 0.
Proof. replace (1 / 2 * PI) with (PI / 2) by field. apply cos_PI2. Qed.

Lemma sin_squared (a : R) :
  ((sin a) ^ 2) = (1 - ((cos a) ^ 2)).
Proof. derive. Qed.

Lemma sin_most (a : R) :
  (sin a) <= 1.
Proof. derive. Qed.

Lemma sin_least (a : R) :
  (sin a) >= (- 1).
Proof. derive. Qed.

Lemma cos_most (a : R) :
  (cos a) <= 1.
Proof. apply COS_bound. Qed.

Lemma cos_least (a : R) :
  (cos a) >= (- 1).
Proof. apply Rle_ge. replace (- (1)) with (-1) by ring. apply COS_bound. Qed.

Lemma sin_below (a : R) :
  (a > 0) ->
  (sin a) < a.
Proof. intros H. apply sin_lt_x. lra. Qed.

Lemma sin_positive (a : R) :
  (a > 0) ->
  (a < PI) ->
  (sin a) > 0.
Proof. intros H K. apply Rlt_gt, sin_gt_0; lra. Qed.

Lemma cos_positive (a : R) :
  (a > (- (PI / 2))) ->
  (a < (PI / 2)) ->
  (cos a) > 0.
Proof. intros H K. apply Rlt_gt, cos_gt_0; lra. Qed.

Lemma tan_quotient_defined (a : R) :
  ((cos a) <> 0) ->
  ((cos a) <> 0).
Proof. derive. Qed.

Lemma tan_quotient (a : R) :
  ((cos a) <> 0) ->
  (tan a) = ((sin a) / (cos a)).
Proof. derive. Qed.

Lemma pi_positive :
  PI > 0.
Proof. derive. Qed.

Lemma arctan_odd (a : R) :
  (atan (- a)) = (- (atan a)).
Proof. apply atan_opp. Qed.

Lemma sin_third :
  (sin ((1 / 3) * PI)) = ((sqrt 3) / 2).
Proof. replace (1 / 3 * PI) with (PI / 3) by field. apply sin_PI3. Qed.

Lemma cos_third :
  (cos ((1 / 3) * PI)) = (1 / 2).
Proof. replace (1 / 3 * PI) with (PI / 3) by field. rewrite sin_PI6_cos_PI3. apply sin_PI6. Qed.

Lemma sin_quarter :
  (sin ((1 / 4) * PI)) = ((sqrt 2) / 2).
Proof. replace (1 / 4 * PI) with (PI / 4) by field. rewrite sin_PI4. apply one_over_sqrt. Qed.

Lemma cos_quarter :
  (cos ((1 / 4) * PI)) = ((sqrt 2) / 2).
Proof. replace (1 / 4 * PI) with (PI / 4) by field. rewrite cos_PI4. apply one_over_sqrt. Qed.

Lemma sin_sixth :
  (sin ((1 / 6) * PI)) = (1 / 2).
Proof. replace (1 / 6 * PI) with (PI / 6) by field. apply sin_PI6. Qed.

Lemma cos_sixth :
  (cos ((1 / 6) * PI)) = ((sqrt 3) / 2).
Proof. replace (1 / 6 * PI) with (PI / 6) by field. apply cos_PI6. Qed.

Lemma sin_arcsin_defined (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (-1 <= a <= 1).
Proof. derive. Qed.

Lemma sin_arcsin (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (sin (asin a)) = a.
Proof. intros H K. apply sin_asin. lra. Qed.

Lemma cos_arcsin_defined (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  ((-1 <= a <= 1) /\ (0 <= (1 - (a ^ 2)))).
Proof. derive. Qed.

Lemma cos_arcsin (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (cos (asin a)) = (sqrt (1 - (a ^ 2))).
Proof. intros H K. rewrite cos_asin, Rsqr_pow2 by lra. reflexivity. Qed.

Lemma arccos_arcsin_defined (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (-1 <= a <= 1).
Proof. derive. Qed.

Lemma arccos_arcsin (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (acos a) = ((PI / 2) - (asin a)).
Proof. intros H K. apply acos_asin. lra. Qed.

Lemma arcsin_odd_defined (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  ((-1 <= (- a) <= 1) /\ (-1 <= a <= 1)).
Proof. derive. Qed.

Lemma arcsin_odd (a : R) :
  ((1 + a) >= 0) ->
  ((1 - a) >= 0) ->
  (asin (- a)) = (- (asin a)).
Proof. intros H K. apply asin_opp. Qed.

Lemma arcsin_zero_defined :
  (-1 <= 0 <= 1).
Proof. derive. Qed.

Lemma arcsin_zero :
  (asin 0) = 0.
Proof. apply asin_0. Qed.

Lemma arcsin_half_defined :
  (-1 <= (1 / 2) <= 1).
Proof. derive. Qed.

Lemma arcsin_half :
  (asin (1 / 2)) = (PI / 6).
Proof. rewrite <- sin_PI6. apply asin_sin. assert (P := PI_RGT_0). lra. Qed.

Lemma arcsin_one_defined :
  (-1 <= 1 <= 1).
Proof. derive. Qed.

Lemma arcsin_one :
  (asin 1) = (PI / 2).
Proof. apply asin_1. Qed.

Lemma sin_arctan_defined (a : R) :
  ((0 <= (1 + (a ^ 2))) /\ ((sqrt (1 + (a ^ 2))) <> 0)).
Proof. derive. Qed.

Lemma sin_arctan (a : R) :
  (sin (atan a)) = (a / (sqrt (1 + (a ^ 2)))).
Proof. rewrite sin_atan, Rsqr_pow2. reflexivity. Qed.

Lemma cos_arctan_defined (a : R) :
  ((0 <= (1 + (a ^ 2))) /\ ((sqrt (1 + (a ^ 2))) <> 0)).
Proof. derive. Qed.

Lemma cos_arctan (a : R) :
  (cos (atan a)) = (1 / (sqrt (1 + (a ^ 2)))).
Proof. rewrite cos_atan, Rsqr_pow2. reflexivity. Qed.

Lemma arctan_reciprocal_defined (a : R) :
  (a > 0) ->
  (a <> 0).
Proof. derive. Qed.

Lemma arctan_reciprocal (a : R) :
  (a > 0) ->
  (atan (1 / a)) = ((PI / 2) - (atan a)).
Proof. intros H. unfold Rdiv at 1. rewrite Rmult_1_l. apply atan_inv. lra. Qed.

Lemma arctan_zero :
  (atan 0) = 0.
Proof. apply atan_0. Qed.

Lemma arctan_one :
  (atan 1) = (PI / 4).
Proof. apply atan_1. Qed.

Lemma erf_odd (a : R) :
  (erf (- a)) = (- (erf a)).
Proof. apply erf_opp. Qed.

Lemma erf_zero :
  (erf 0) = 0.
Proof. unfold erf. rewrite RInt_point. apply Rmult_0_r. Qed.

Lemma arsinh_log_defined (a : R) :
  ((0 <= ((a ^ 2) + 1)) /\ (0 < (a + (sqrt ((a ^ 2) + 1))))).
Proof. derive. Qed.

Lemma arsinh_log (a : R) :
  (arcsinh a) = (ln (a + (sqrt ((a ^ 2) + 1)))).
Proof. derive. Qed.

Lemma arcosh_log_defined (a : R) :
  ((a - 1) >= 0) ->
  ((1 <= a) /\ (0 <= ((a ^ 2) - 1)) /\ (0 < (a + (sqrt ((a ^ 2) - 1))))).
Proof. derive. Qed.

Lemma arcosh_log (a : R) :
  ((a - 1) >= 0) ->
  (arcosh a) = (ln (a + (sqrt ((a ^ 2) - 1)))).
Proof. derive. Qed.

Lemma artanh_log_defined (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  ((-1 < a < 1) /\ ((1 - a) <> 0) /\ (0 < ((1 + a) / (1 - a)))).
Proof. derive. Qed.

Lemma artanh_log (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  (artanh a) = ((1 / 2) * (ln ((1 + a) / (1 - a)))).
Proof. derive. Qed.

(* gamma-next: the function Γ has no counterpart in Rocq's library *)

(* gamma-positive: the function Γ has no counterpart in Rocq's library *)

(* gamma-one: the function Γ has no counterpart in Rocq's library *)

(* gamma-half: the function Γ has no counterpart in Rocq's library *)

(* factorial-gamma: the function Γ has no counterpart in Rocq's library *)

Lemma binomial_theorem_defined (c : Z) (a b : R) :
  (c >= 0)%Z ->
  ((-1 <= c)%Z /\ (forall k : Z, (0 <= k <= c)%Z -> ((0 <= c)%Z /\ (0 <= k)%Z /\ (0 <= (c + (- k)))%Z /\ (((INR (fact (Z.to_nat k))) * (INR (fact (Z.to_nat (c + (- k)))))) <> 0) /\ ((0 <= k)%Z \/ a <> 0) /\ ((0 <= (c + (- k)))%Z \/ b <> 0))) /\ ((0 <= c)%Z \/ (a + b) <> 0)).
Proof. derive. Qed.

Lemma binomial_theorem (c : Z) (a b : R) :
  (c >= 0)%Z ->
  (sum 0%Z c (fun k : Z => (((INR (fact (Z.to_nat c))) / ((INR (fact (Z.to_nat k))) * (INR (fact (Z.to_nat (c + (- k))))))) * (powerRZ a k) * (powerRZ b (c + (- k))%Z)))) = (powerRZ (a + b) c).
Proof. intros H. assert (E : c = Z.of_nat (Z.to_nat c)) by lia. rewrite E. set (n := Z.to_nat c). rewrite (powerRZ_nat (a + b)) by lia. rewrite sum_counted, Nat2Z.id, binomial. apply sum_eq. intros i I. unfold C. rewrite 2 powerRZ_nat, ?Nat2Z.id by lia. replace (Z.to_nat (Z.of_nat n + - Z.of_nat i)) with (n - i)%nat by lia. reflexivity. Qed.

(* binomial-mean: not proved in Rocq *)

(* binomial-mean-nonzero: not proved in Rocq *)

(* binomial-square: not proved in Rocq *)

(* binomial-square-nonzero: not proved in Rocq *)

(* geometric-series: a sum without end is not expressed *)

(* geometric-mean-series: a sum without end is not expressed *)

(* geometric-square-series: a sum without end is not expressed *)

(* exponential-series: a sum without end is not expressed *)

(* logarithm-series: a sum without end is not expressed *)

(* sine-series: a sum without end is not expressed *)

(* cosine-series: a sum without end is not expressed *)

(* gamma-integral: the function Γ has no counterpart in Rocq's library *)

(* beta-integral: the function Γ has no counterpart in Rocq's library *)

Lemma floor_below (a : R) :
  (floor a) <= a.
Proof. derive. Qed.

Lemma floor_above (a : R) :
  a < ((floor a) + 1).
Proof. derive. Qed.

Lemma floor_shift (a : R) (b : Z) :
  (floor (a + (IZR b))) = ((floor a) + (IZR b)).
Proof. apply floor_plus. Qed.

Lemma floor_between (a : R) (b : Z) :
  ((IZR b) <= a) ->
  (a < ((IZR b) + 1)) ->
  (floor a) = (IZR b).
Proof. intros H K. apply floor_between. lra. Qed.

Lemma whole_next (a b : Z) :
  (a < b)%Z ->
  ((IZR a) + 1) <= (IZR b).
Proof. intros H. rewrite <- plus_IZR. apply IZR_le. lia. Qed.

Lemma derivative_power_defined (a b : R) :
  (a > 0) ->
  ((locally a (fun a : R => (0 < a \/ (a = 0 /\ 0 < b)))) /\ (0 < a \/ (a = 0 /\ 0 < (b - 1)))).
Proof. derive. Qed.

Lemma derivative_power (a b : R) :
  (a > 0) ->
  is_derive (fun a : R => (power a b)) a (b * (power a (b - 1))).
Proof. derive. Qed.

Lemma derivative_exp (a : R) :
  is_derive (fun a : R => (exp a)) a (exp a).
Proof. derive. Qed.

Lemma derivative_log_defined (a : R) :
  (a > 0) ->
  ((locally a (fun a : R => (0 < a))) /\ (a <> 0)).
Proof. derive. Qed.

Lemma derivative_log (a : R) :
  (a > 0) ->
  is_derive (fun a : R => (ln a)) a (1 / a).
Proof. derive. Qed.

Lemma derivative_sqrt_defined (a : R) :
  (a > 0) ->
  ((locally a (fun a : R => (0 <= a))) /\ (0 <= a) /\ ((2 * (sqrt a)) <> 0)).
Proof. derive. Qed.

Lemma derivative_sqrt (a : R) :
  (a > 0) ->
  is_derive (fun a : R => (sqrt a)) a (1 / (2 * (sqrt a))).
Proof. derive. Qed.

Lemma derivative_sin (a : R) :
  is_derive (fun a : R => (sin a)) a (cos a).
Proof. derive. Qed.

Lemma derivative_cos (a : R) :
  is_derive (fun a : R => (cos a)) a (- (sin a)).
Proof. derive. Qed.

Lemma derivative_tan_defined (a : R) :
  ((cos a) <> 0) ->
  ((locally a (fun a : R => ((cos a) <> 0))) /\ ((cos a) <> 0)).
Proof. derive. Qed.

Lemma derivative_tan (a : R) :
  ((cos a) <> 0) ->
  is_derive (fun a : R => (tan a)) a (1 + ((tan a) ^ 2)).
Proof. derive. Qed.

Lemma derivative_sinh (a : R) :
  is_derive (fun a : R => (sinh a)) a (cosh a).
Proof. derive. Qed.

Lemma derivative_cosh (a : R) :
  is_derive (fun a : R => (cosh a)) a (sinh a).
Proof. derive. Qed.

Lemma derivative_tanh (a : R) :
  is_derive (fun a : R => (tanh a)) a (1 - ((tanh a) ^ 2)).
Proof. derive. Qed.

Lemma derivative_arctan_defined (a : R) :
  ((1 + (a ^ 2)) <> 0).
Proof. derive. Qed.

Lemma derivative_arctan (a : R) :
  is_derive (fun a : R => (atan a)) a (1 / (1 + (a ^ 2))).
Proof. derive. Qed.

Lemma derivative_arcsin_defined (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  ((locally a (fun a : R => (-1 <= a <= 1))) /\ (0 <= (1 - (a ^ 2))) /\ ((sqrt (1 - (a ^ 2))) <> 0)).
Proof. derive. Qed.

Lemma derivative_arcsin (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  is_derive (fun a : R => (asin a)) a (1 / (sqrt (1 - (a ^ 2)))).
Proof. derive. Qed.

Lemma derivative_arccos_defined (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  ((locally a (fun a : R => (-1 <= a <= 1))) /\ (0 <= (1 - (a ^ 2))) /\ ((sqrt (1 - (a ^ 2))) <> 0)).
Proof. derive. Qed.

Lemma derivative_arccos (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  is_derive (fun a : R => (acos a)) a (- (1 / (sqrt (1 - (a ^ 2))))).
Proof. derive. Qed.

Lemma derivative_arcosh_defined (a : R) :
  ((a - 1) > 0) ->
  ((locally a (fun a : R => (1 <= a))) /\ (0 <= ((a ^ 2) - 1)) /\ ((sqrt ((a ^ 2) - 1)) <> 0)).
Proof. derive. Qed.

Lemma derivative_arcosh (a : R) :
  ((a - 1) > 0) ->
  is_derive (fun a : R => (arcosh a)) a (1 / (sqrt ((a ^ 2) - 1))).
Proof. derive. Qed.

Lemma derivative_artanh_defined (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  ((locally a (fun a : R => (-1 < a < 1))) /\ ((1 - (a ^ 2)) <> 0)).
Proof. derive. Qed.

Lemma derivative_artanh (a : R) :
  ((1 + a) > 0) ->
  ((1 - a) > 0) ->
  is_derive (fun a : R => (artanh a)) a (1 / (1 - (a ^ 2))).
Proof. derive. Qed.

Lemma derivative_arsinh_defined (a : R) :
  ((0 <= (1 + (a ^ 2))) /\ ((sqrt (1 + (a ^ 2))) <> 0)).
Proof. derive. Qed.

Lemma derivative_arsinh (a : R) :
  is_derive (fun a : R => (arcsinh a)) a (1 / (sqrt (1 + (a ^ 2)))).
Proof. derive. Qed.

Lemma derivative_erf_defined (a : R) :
  ((0 <= PI) /\ ((sqrt PI) <> 0)).
Proof. derive. Qed.

Lemma derivative_erf (a : R) :
  is_derive (fun a : R => (erf a)) a ((2 / (sqrt PI)) * (exp (- (a ^ 2)))).
Proof. derive. Qed.

Definition laws := (exp_positive, exp_zero, exp_sum, exp_multiple_defined, exp_multiple, exp_log_defined, exp_log, exp_increasing, exp_monotone, exp_injective, exp_tangent, log_exp_defined, log_exp, log_one, log_product_defined, log_product, log_power_defined, log_power, log_increasing_defined, log_increasing, log_monotone_defined, log_monotone, log_nonzero_defined, log_nonzero, log_tangent_defined, log_tangent, power_exp_defined, power_exp, power_sum_defined, power_sum, power_sum_nonzero_defined, power_sum_nonzero, power_multiple_defined, power_multiple, power_multiple_nonzero_defined, power_multiple_nonzero, power_product_defined, power_product, power_product_nonzero_defined, power_product_nonzero, power_nonzero_defined, power_nonzero, power_nonnegative_defined, power_nonnegative, power_nonnegative_whole_defined, power_nonnegative_whole, power_reciprocal_defined, power_reciprocal, power_zero_base_defined, power_zero_base, sqrt_power_defined, sqrt_power, sqrt_zero_defined, sqrt_zero, sqrt_square_defined, sqrt_square, sqrt_nonnegative_defined, sqrt_nonnegative, sqrt_at_least_defined, sqrt_at_least, sqrt_at_most_defined, sqrt_at_most, cube_root_power_defined, cube_root_power, cube_root_odd, square_nonnegative, abs_nonnegative, abs_of_nonnegative, abs_of_nonpositive, abs_above, abs_above_opposite, abs_square, abs_nonzero, max_first, max_second, max_of_three, min_first, min_second, min_of_three, sign_positive, sign_negative, sign_zero, sinh_exp, cosh_exp, tanh_exp_defined, tanh_exp, sin_sum, cos_sum, sin_odd, cos_even, sin_zero, cos_zero, sin_pi, cos_pi, sin_half, cos_half, sin_squared, sin_most, sin_least, cos_most, cos_least, sin_below, sin_positive, cos_positive, tan_quotient_defined, tan_quotient, pi_positive, arctan_odd, sin_third, cos_third, sin_quarter, cos_quarter, sin_sixth, cos_sixth, sin_arcsin_defined, sin_arcsin, cos_arcsin_defined, cos_arcsin, arccos_arcsin_defined, arccos_arcsin, arcsin_odd_defined, arcsin_odd, arcsin_zero_defined, arcsin_zero, arcsin_half_defined, arcsin_half, arcsin_one_defined, arcsin_one, sin_arctan_defined, sin_arctan, cos_arctan_defined, cos_arctan, arctan_reciprocal_defined, arctan_reciprocal, arctan_zero, arctan_one, erf_odd, erf_zero, arsinh_log_defined, arsinh_log, arcosh_log_defined, arcosh_log, artanh_log_defined, artanh_log, binomial_theorem_defined, binomial_theorem, floor_below, floor_above, floor_shift, floor_between, whole_next, derivative_power_defined, derivative_power, derivative_exp, derivative_log_defined, derivative_log, derivative_sqrt_defined, derivative_sqrt, derivative_sin, derivative_cos, derivative_tan_defined, derivative_tan, derivative_sinh, derivative_cosh, derivative_tanh, derivative_arctan_defined, derivative_arctan, derivative_arcsin_defined, derivative_arcsin, derivative_arccos_defined, derivative_arccos, derivative_arcosh_defined, derivative_arcosh, derivative_artanh_defined, derivative_artanh, derivative_arsinh_defined, derivative_arsinh, derivative_erf_defined, derivative_erf).
Print Assumptions laws.
