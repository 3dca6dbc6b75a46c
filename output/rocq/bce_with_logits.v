(* bce-with-logits.md: Binary cross-entropy with logits: why the stable form is the same function
   Each lemma is a step of the document that is proved, and its givens; a lemma _defined says that
   its sides are defined there.  derive certify --verify compares this file with the document. *)
From Derive Require Import Prove.
Open Scope R_scope.

(* line 24: \lim_{x \to -\infty} \sigma(x) = 0 *)
Lemma line24_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line24_step1 :
  is_lim (fun x : R => (1 / (1 + (exp (- x))))) m_infty 0.
Proof. derive. Qed.

(* line 28: \lim_{x \to \infty} \sigma(x) = 1 *)
Lemma line28_step1_defined :
  (Rbar_locally' p_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line28_step1 :
  is_lim (fun x : R => (1 / (1 + (exp (- x))))) p_infty 1.
Proof. derive. Qed.

(* line 34: \sigma(0) = \frac{1}{2} *)
Lemma line34_step1_defined :
  ((1 + (exp (- 0))) <> 0).
Proof. derive. Qed.

Lemma line34_step1 :
  (1 / (1 + (exp (- 0)))) = (1 / 2).
Proof. derive. Qed.

(* line 38: \sigma'(0) = \frac{1}{4} *)
Lemma line38_step1_defined :
  (locally 0 (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line38_step1 :
  is_derive (fun x : R => (1 / (1 + (exp (- x))))) 0 (1 / 4).
Proof. derive. Qed.

(* line 44: \lim_{x \to -\infty} \sigma'(x) = 0 *)
Lemma line44_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((locally x (fun x : R => ((1 + (exp (- x))) <> 0))) /\ (ex_derive (fun x : R => (1 / (1 + (exp (- x))))) x)))).
Proof. derive. Qed.

Lemma line44_step1 :
  is_lim (fun x : R => (Derive (fun x : R => (1 / (1 + (exp (- x))))) x)) m_infty 0.
Proof. derive. Qed.

(* line 48: \lim_{x \to \infty} \sigma'(x) = 0 *)
Lemma line48_step1_defined :
  (Rbar_locally' p_infty (fun x : R => ((locally x (fun x : R => ((1 + (exp (- x))) <> 0))) /\ (ex_derive (fun x : R => (1 / (1 + (exp (- x))))) x)))).
Proof. derive. Qed.

Lemma line48_step1 :
  is_lim (fun x : R => (Derive (fun x : R => (1 / (1 + (exp (- x))))) x)) p_infty 0.
Proof. derive. Qed.

(* line 76: \ell(y, x) = L(y, \sigma(x)) *)
Lemma line76_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))).
Proof. derive. Qed.

Lemma line76_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))).
Proof. derive. Qed.

(* line 86, equation (4): \ell(y, x) = -\left[ y \log\left(\frac{1}{1 + e^{-x}}\right) + (1 - y) \log\left(1 - \frac{1}{1 + e^{-x}}\right) \right] *)
Lemma eq4_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))).
Proof. derive. Qed.

Lemma eq4_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))).
Proof. derive. Qed.

(* line 87, equation (4): -\left[ y \log\left(\frac{1}{1 + e^{-x}}\right) + (1 - y) \log\left(1 - \frac{1}{1 + e^{-x}}\right) \right] = -\left[ -y \log(1 + e^{-x}) + (1 - y) \log\left(\frac{e^{-x}}{1 + e^{-x}}\right) \right] *)
Lemma eq4_step2_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- x)))) /\ (0 < ((exp (- x)) / (1 + (exp (- x)))))).
Proof. derive. Qed.

Lemma eq4_step2 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * (ln ((exp (- x)) / (1 + (exp (- x)))))))).
Proof. derive. Qed.

(* line 88, equation (4): -\left[ -y \log(1 + e^{-x}) + (1 - y) \log\left(\frac{e^{-x}}{1 + e^{-x}}\right) \right] = -\left[ -y \log(1 + e^{-x}) + (1 - y) \left(-x - \log(1 + e^{-x})\right) \right] *)
Lemma eq4_step3_defined (y x : R) :
  ((0 < (1 + (exp (- x)))) /\ ((1 + (exp (- x))) <> 0) /\ (0 < ((exp (- x)) / (1 + (exp (- x)))))).
Proof. derive. Qed.

Lemma eq4_step3 (y x : R) :
  (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * (ln ((exp (- x)) / (1 + (exp (- x)))))))) = (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * ((- x) - (ln (1 + (exp (- x)))))))).
Proof. derive. Qed.

(* line 89, equation (4): -\left[ -y \log(1 + e^{-x}) + (1 - y) \left(-x - \log(1 + e^{-x})\right) \right] = y \log(1 + e^{-x}) + (1 - y) \left(x + \log(1 + e^{-x})\right) *)
Lemma eq4_step4_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step4 (y x : R) :
  (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * ((- x) - (ln (1 + (exp (- x)))))))) = ((y * (ln (1 + (exp (- x))))) + ((1 - y) * (x + (ln (1 + (exp (- x))))))).
Proof. derive. Qed.

(* line 90, equation (4): y \log(1 + e^{-x}) + (1 - y) \left(x + \log(1 + e^{-x})\right) = y \log(1 + e^{-x}) + x + \log(1 + e^{-x}) - xy - y \log(1 + e^{-x}) *)
Lemma eq4_step5_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step5 (y x : R) :
  ((y * (ln (1 + (exp (- x))))) + ((1 - y) * (x + (ln (1 + (exp (- x))))))) = ((y * (ln (1 + (exp (- x))))) + x + (ln (1 + (exp (- x)))) - (x * y) - (y * (ln (1 + (exp (- x)))))).
Proof. derive. Qed.

(* line 91, equation (4): y \log(1 + e^{-x}) + x + \log(1 + e^{-x}) - xy - y \log(1 + e^{-x}) = \log(1 + e^{-x}) + x - xy *)
Lemma eq4_step6_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step6 (y x : R) :
  ((y * (ln (1 + (exp (- x))))) + x + (ln (1 + (exp (- x)))) - (x * y) - (y * (ln (1 + (exp (- x)))))) = ((ln (1 + (exp (- x)))) + x - (x * y)).
Proof. derive. Qed.

(* line 100: \lim_{x \to -\infty} e^{-x} = \infty *)
Lemma line100_step1 :
  is_lim (fun x : R => (exp (- x))) m_infty p_infty.
Proof. derive. Qed.

(* line 108, equation (5): \ell(y, x) = \log(1 + e^{-|x|}) + x - xy *)
Lemma eq5_step1_defined (y x : R) :
  (x >= 0) ->
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq5_step1 (y x : R) :
  (x >= 0) ->
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((ln (1 + (exp (- (Rabs x))))) + x - (x * y)).
Proof. derive. Qed.

(* line 116, equation (6): \ell(y, x) = \log(1 + e^{-x}) + x - xy *)
Lemma eq6_step1_defined (y x : R) :
  (x < 0) ->
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- x))))).
Proof. derive. Qed.

Lemma eq6_step1 (y x : R) :
  (x < 0) ->
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((ln (1 + (exp (- x)))) + x - (x * y)).
Proof. derive. Qed.

(* line 117, equation (6): \log(1 + e^{-x}) + x - xy = \log\left(\frac{e^{x} + 1}{e^{x}}\right) + x - xy *)
Lemma eq6_step2_defined (x y : R) :
  (x < 0) ->
  ((0 < (1 + (exp (- x)))) /\ ((exp x) <> 0) /\ (0 < (((exp x) + 1) / (exp x)))).
Proof. derive. Qed.

Lemma eq6_step2 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp (- x)))) + x - (x * y)) = ((ln (((exp x) + 1) / (exp x))) + x - (x * y)).
Proof. derive. Qed.

(* line 118, equation (6): \log\left(\frac{e^{x} + 1}{e^{x}}\right) + x - xy = \log(1 + e^{x}) - x + x - xy *)
Lemma eq6_step3_defined (x y : R) :
  (x < 0) ->
  (((exp x) <> 0) /\ (0 < (((exp x) + 1) / (exp x))) /\ (0 < (1 + (exp x)))).
Proof. derive. Qed.

Lemma eq6_step3 (x y : R) :
  (x < 0) ->
  ((ln (((exp x) + 1) / (exp x))) + x - (x * y)) = ((ln (1 + (exp x))) - x + x - (x * y)).
Proof. derive. Qed.

(* line 119, equation (6): \log(1 + e^{x}) - x + x - xy = \log(1 + e^{x}) - xy *)
Lemma eq6_step4_defined (x y : R) :
  (x < 0) ->
  (0 < (1 + (exp x))).
Proof. derive. Qed.

Lemma eq6_step4 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp x))) - x + x - (x * y)) = ((ln (1 + (exp x))) - (x * y)).
Proof. derive. Qed.

(* line 120, equation (6): \log(1 + e^{x}) - xy = \log(1 + e^{-|x|}) - xy *)
Lemma eq6_step5_defined (x y : R) :
  (x < 0) ->
  ((0 < (1 + (exp x))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq6_step5 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp x))) - (x * y)) = ((ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 130, equation (7): \ell(y, x) = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma eq7_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq7_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 138: \log(1 + e^{-x}) + x - xy = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma line138_step1_defined (x y : R) :
  ((0 < (1 + (exp (- x)))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma line138_step1 (x y : R) :
  ((ln (1 + (exp (- x)))) + x - (x * y)) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 144: -\left[ y \log(\sigma(x)) + (1 - y) \log(1 - \sigma(x)) \right] = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma line144_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma line144_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 151: 0 < e^{-|x|} *)
Lemma line151_step1 (x : R) :
  0 < (exp (- (Rabs x))).
Proof. derive. Qed.

(* line 151: e^{-|x|} <= 1 *)
Lemma line151_step2 (x : R) :
  (exp (- (Rabs x))) <= 1.
Proof. derive. Qed.

(* line 158: \lim_{x \to -\infty} \log(1 + e^{-|x|}) = 0 *)
Lemma line158_step1_defined :
  (Rbar_locally' m_infty (fun x : R => (0 < (1 + (exp (- (Rabs x))))))).
Proof. derive. Qed.

Lemma line158_step1 :
  is_lim (fun x : R => (ln (1 + (exp (- (Rabs x)))))) m_infty 0.
Proof. derive. Qed.

(* line 162: \lim_{x \to \infty} \log(1 + e^{-|x|}) = 0 *)
Lemma line162_step1_defined :
  (Rbar_locally' p_infty (fun x : R => (0 < (1 + (exp (- (Rabs x))))))).
Proof. derive. Qed.

Lemma line162_step1 :
  is_lim (fun x : R => (ln (1 + (exp (- (Rabs x)))))) p_infty 0.
Proof. derive. Qed.

(* line 176, equation (8): \frac{\partial \ell(y, x)}{\partial x} = \frac{\partial \left(\log(1 + e^{-x}) + x - xy\right)}{\partial x} *)
Lemma eq8_step1_defined (x y : R) :
  ((locally x (fun x : R => (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))))) /\ (locally x (fun x : R => (0 < (1 + (exp (- x)))))) /\ (ex_derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x)).
Proof. derive. Qed.

Lemma eq8_step1 (x y : R) :
  is_derive (fun x : R => (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x)))))))))) x (Derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x).
Proof. derive. Qed.

(* line 177, equation (8): \frac{\partial \left(\log(1 + e^{-x}) + x - xy\right)}{\partial x} = \frac{1}{1 + e^{-x}} - y *)
Lemma eq8_step2_defined (x y : R) :
  ((locally x (fun x : R => (0 < (1 + (exp (- x)))))) /\ ((1 + (exp (- x))) <> 0)).
Proof. derive. Qed.

Lemma eq8_step2 (x y : R) :
  is_derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 178, equation (8): \frac{1}{1 + e^{-x}} - y = \sigma(x) - y *)
Lemma eq8_step3_defined (x y : R) :
  ((1 + (exp (- x))) <> 0).
Proof. derive. Qed.

Lemma eq8_step3 (x y : R) :
  ((1 / (1 + (exp (- x)))) - y) = ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 187: \frac{\partial}{\partial x} \left( \max(x, 0) + \log(1 + e^{-|x|}) - xy \right) = \sigma(x) - y *)
Lemma line187_step1_defined (x y : R) :
  ((locally x (fun x : R => (0 < (1 + (exp (- (Rabs x))))))) /\ ((1 + (exp (- x))) <> 0)).
Proof. derive. Qed.

Lemma line187_step1 (x y : R) :
  is_derive (fun x : R => ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y))) x ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 195: \lim_{x \to -\infty} \left( \sigma(x) - 1 \right) = -1 *)
Lemma line195_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line195_step1 :
  is_lim (fun x : R => ((1 / (1 + (exp (- x)))) - 1)) m_infty (- 1).
Proof. derive. Qed.

Definition certified := (line24_step1_defined, line24_step1, line28_step1_defined, line28_step1, line34_step1_defined, line34_step1, line38_step1_defined, line38_step1, line44_step1_defined, line44_step1, line48_step1_defined, line48_step1, line76_step1_defined, line76_step1, eq4_step1_defined, eq4_step1, eq4_step2_defined, eq4_step2, eq4_step3_defined, eq4_step3, eq4_step4_defined, eq4_step4, eq4_step5_defined, eq4_step5, eq4_step6_defined, eq4_step6, line100_step1, eq5_step1_defined, eq5_step1, eq6_step1_defined, eq6_step1, eq6_step2_defined, eq6_step2, eq6_step3_defined, eq6_step3, eq6_step4_defined, eq6_step4, eq6_step5_defined, eq6_step5, eq7_step1_defined, eq7_step1, line138_step1_defined, line138_step1, line144_step1_defined, line144_step1, line151_step1, line151_step2, line158_step1_defined, line158_step1, line162_step1_defined, line162_step1, eq8_step1_defined, eq8_step1, eq8_step2_defined, eq8_step2, eq8_step3_defined, eq8_step3, line187_step1_defined, line187_step1, line195_step1_defined, line195_step1).
Print Assumptions certified.
