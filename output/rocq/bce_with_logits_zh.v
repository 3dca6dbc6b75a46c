(* bce-with-logits.zh.md: 带 logit 的二元交叉熵：稳定形式为什么是同一个函数
   Each lemma is a step of the document that is proved, and its givens; a lemma _defined says that
   its sides are defined there.  derive certify --verify compares this file with the document. *)
From Derive Require Import Prove.
Open Scope R_scope.

(* line 23: \lim_{x \to -\infty} \sigma(x) = 0 *)
Lemma line23_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line23_step1 :
  is_lim (fun x : R => (1 / (1 + (exp (- x))))) m_infty 0.
Proof. derive. Qed.

(* line 27: \lim_{x \to \infty} \sigma(x) = 1 *)
Lemma line27_step1_defined :
  (Rbar_locally' p_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line27_step1 :
  is_lim (fun x : R => (1 / (1 + (exp (- x))))) p_infty 1.
Proof. derive. Qed.

(* line 33: \sigma(0) = \frac{1}{2} *)
Lemma line33_step1_defined :
  ((1 + (exp (- 0))) <> 0).
Proof. derive. Qed.

Lemma line33_step1 :
  (1 / (1 + (exp (- 0)))) = (1 / 2).
Proof. derive. Qed.

(* line 37: \sigma'(0) = \frac{1}{4} *)
Lemma line37_step1_defined :
  (locally 0 (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line37_step1 :
  is_derive (fun x : R => (1 / (1 + (exp (- x))))) 0 (1 / 4).
Proof. derive. Qed.

(* line 43: \lim_{x \to -\infty} \sigma'(x) = 0 *)
Lemma line43_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((locally x (fun x : R => ((1 + (exp (- x))) <> 0))) /\ (ex_derive (fun x : R => (1 / (1 + (exp (- x))))) x)))).
Proof. derive. Qed.

Lemma line43_step1 :
  is_lim (fun x : R => (Derive (fun x : R => (1 / (1 + (exp (- x))))) x)) m_infty 0.
Proof. derive. Qed.

(* line 47: \lim_{x \to \infty} \sigma'(x) = 0 *)
Lemma line47_step1_defined :
  (Rbar_locally' p_infty (fun x : R => ((locally x (fun x : R => ((1 + (exp (- x))) <> 0))) /\ (ex_derive (fun x : R => (1 / (1 + (exp (- x))))) x)))).
Proof. derive. Qed.

Lemma line47_step1 :
  is_lim (fun x : R => (Derive (fun x : R => (1 / (1 + (exp (- x))))) x)) p_infty 0.
Proof. derive. Qed.

(* line 73: \ell(y, x) = L(y, \sigma(x)) *)
Lemma line73_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))).
Proof. derive. Qed.

Lemma line73_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))).
Proof. derive. Qed.

(* line 83, equation (4): \ell(y, x) = -\left[ y \log\left(\frac{1}{1 + e^{-x}}\right) + (1 - y) \log\left(1 - \frac{1}{1 + e^{-x}}\right) \right] *)
Lemma eq4_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))).
Proof. derive. Qed.

Lemma eq4_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))).
Proof. derive. Qed.

(* line 84, equation (4): -\left[ y \log\left(\frac{1}{1 + e^{-x}}\right) + (1 - y) \log\left(1 - \frac{1}{1 + e^{-x}}\right) \right] = -\left[ -y \log(1 + e^{-x}) + (1 - y) \log\left(\frac{e^{-x}}{1 + e^{-x}}\right) \right] *)
Lemma eq4_step2_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- x)))) /\ (0 < ((exp (- x)) / (1 + (exp (- x)))))).
Proof. derive. Qed.

Lemma eq4_step2 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * (ln ((exp (- x)) / (1 + (exp (- x)))))))).
Proof. derive. Qed.

(* line 85, equation (4): -\left[ -y \log(1 + e^{-x}) + (1 - y) \log\left(\frac{e^{-x}}{1 + e^{-x}}\right) \right] = -\left[ -y \log(1 + e^{-x}) + (1 - y) \left(-x - \log(1 + e^{-x})\right) \right] *)
Lemma eq4_step3_defined (y x : R) :
  ((0 < (1 + (exp (- x)))) /\ ((1 + (exp (- x))) <> 0) /\ (0 < ((exp (- x)) / (1 + (exp (- x)))))).
Proof. derive. Qed.

Lemma eq4_step3 (y x : R) :
  (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * (ln ((exp (- x)) / (1 + (exp (- x)))))))) = (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * ((- x) - (ln (1 + (exp (- x)))))))).
Proof. derive. Qed.

(* line 86, equation (4): -\left[ -y \log(1 + e^{-x}) + (1 - y) \left(-x - \log(1 + e^{-x})\right) \right] = y \log(1 + e^{-x}) + (1 - y) \left(x + \log(1 + e^{-x})\right) *)
Lemma eq4_step4_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step4 (y x : R) :
  (- ((- (y * (ln (1 + (exp (- x)))))) + ((1 - y) * ((- x) - (ln (1 + (exp (- x)))))))) = ((y * (ln (1 + (exp (- x))))) + ((1 - y) * (x + (ln (1 + (exp (- x))))))).
Proof. derive. Qed.

(* line 87, equation (4): y \log(1 + e^{-x}) + (1 - y) \left(x + \log(1 + e^{-x})\right) = y \log(1 + e^{-x}) + x + \log(1 + e^{-x}) - xy - y \log(1 + e^{-x}) *)
Lemma eq4_step5_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step5 (y x : R) :
  ((y * (ln (1 + (exp (- x))))) + ((1 - y) * (x + (ln (1 + (exp (- x))))))) = ((y * (ln (1 + (exp (- x))))) + x + (ln (1 + (exp (- x)))) - (x * y) - (y * (ln (1 + (exp (- x)))))).
Proof. derive. Qed.

(* line 88, equation (4): y \log(1 + e^{-x}) + x + \log(1 + e^{-x}) - xy - y \log(1 + e^{-x}) = \log(1 + e^{-x}) + x - xy *)
Lemma eq4_step6_defined (y x : R) :
  (0 < (1 + (exp (- x)))).
Proof. derive. Qed.

Lemma eq4_step6 (y x : R) :
  ((y * (ln (1 + (exp (- x))))) + x + (ln (1 + (exp (- x)))) - (x * y) - (y * (ln (1 + (exp (- x)))))) = ((ln (1 + (exp (- x)))) + x - (x * y)).
Proof. derive. Qed.

(* line 96: \lim_{x \to -\infty} e^{-x} = \infty *)
Lemma line96_step1 :
  is_lim (fun x : R => (exp (- x))) m_infty p_infty.
Proof. derive. Qed.

(* line 104, equation (5): \ell(y, x) = \log(1 + e^{-|x|}) + x - xy *)
Lemma eq5_step1_defined (y x : R) :
  (x >= 0) ->
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq5_step1 (y x : R) :
  (x >= 0) ->
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((ln (1 + (exp (- (Rabs x))))) + x - (x * y)).
Proof. derive. Qed.

(* line 112, equation (6): \ell(y, x) = \log(1 + e^{-x}) + x - xy *)
Lemma eq6_step1_defined (y x : R) :
  (x < 0) ->
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- x))))).
Proof. derive. Qed.

Lemma eq6_step1 (y x : R) :
  (x < 0) ->
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((ln (1 + (exp (- x)))) + x - (x * y)).
Proof. derive. Qed.

(* line 113, equation (6): \log(1 + e^{-x}) + x - xy = \log\left(\frac{e^{x} + 1}{e^{x}}\right) + x - xy *)
Lemma eq6_step2_defined (x y : R) :
  (x < 0) ->
  ((0 < (1 + (exp (- x)))) /\ ((exp x) <> 0) /\ (0 < (((exp x) + 1) / (exp x)))).
Proof. derive. Qed.

Lemma eq6_step2 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp (- x)))) + x - (x * y)) = ((ln (((exp x) + 1) / (exp x))) + x - (x * y)).
Proof. derive. Qed.

(* line 114, equation (6): \log\left(\frac{e^{x} + 1}{e^{x}}\right) + x - xy = \log(1 + e^{x}) - x + x - xy *)
Lemma eq6_step3_defined (x y : R) :
  (x < 0) ->
  (((exp x) <> 0) /\ (0 < (((exp x) + 1) / (exp x))) /\ (0 < (1 + (exp x)))).
Proof. derive. Qed.

Lemma eq6_step3 (x y : R) :
  (x < 0) ->
  ((ln (((exp x) + 1) / (exp x))) + x - (x * y)) = ((ln (1 + (exp x))) - x + x - (x * y)).
Proof. derive. Qed.

(* line 115, equation (6): \log(1 + e^{x}) - x + x - xy = \log(1 + e^{x}) - xy *)
Lemma eq6_step4_defined (x y : R) :
  (x < 0) ->
  (0 < (1 + (exp x))).
Proof. derive. Qed.

Lemma eq6_step4 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp x))) - x + x - (x * y)) = ((ln (1 + (exp x))) - (x * y)).
Proof. derive. Qed.

(* line 116, equation (6): \log(1 + e^{x}) - xy = \log(1 + e^{-|x|}) - xy *)
Lemma eq6_step5_defined (x y : R) :
  (x < 0) ->
  ((0 < (1 + (exp x))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq6_step5 (x y : R) :
  (x < 0) ->
  ((ln (1 + (exp x))) - (x * y)) = ((ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 125, equation (7): \ell(y, x) = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma eq7_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma eq7_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 133: \log(1 + e^{-x}) + x - xy = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma line133_step1_defined (x y : R) :
  ((0 < (1 + (exp (- x)))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma line133_step1 (x y : R) :
  ((ln (1 + (exp (- x)))) + x - (x * y)) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 139: -\left[ y \log(\sigma(x)) + (1 - y) \log(1 - \sigma(x)) \right] = \max(x, 0) + \log(1 + e^{-|x|}) - xy *)
Lemma line139_step1_defined (y x : R) :
  (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x)))))) /\ (0 < (1 + (exp (- (Rabs x)))))).
Proof. derive. Qed.

Lemma line139_step1 (y x : R) :
  (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x))))))))) = ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y)).
Proof. derive. Qed.

(* line 145: 0 < e^{-|x|} *)
Lemma line145_step1 (x : R) :
  0 < (exp (- (Rabs x))).
Proof. derive. Qed.

(* line 145: e^{-|x|} <= 1 *)
Lemma line145_step2 (x : R) :
  (exp (- (Rabs x))) <= 1.
Proof. derive. Qed.

(* line 151: \lim_{x \to -\infty} \log(1 + e^{-|x|}) = 0 *)
Lemma line151_step1_defined :
  (Rbar_locally' m_infty (fun x : R => (0 < (1 + (exp (- (Rabs x))))))).
Proof. derive. Qed.

Lemma line151_step1 :
  is_lim (fun x : R => (ln (1 + (exp (- (Rabs x)))))) m_infty 0.
Proof. derive. Qed.

(* line 155: \lim_{x \to \infty} \log(1 + e^{-|x|}) = 0 *)
Lemma line155_step1_defined :
  (Rbar_locally' p_infty (fun x : R => (0 < (1 + (exp (- (Rabs x))))))).
Proof. derive. Qed.

Lemma line155_step1 :
  is_lim (fun x : R => (ln (1 + (exp (- (Rabs x)))))) p_infty 0.
Proof. derive. Qed.

(* line 169, equation (8): \frac{\partial \ell(y, x)}{\partial x} = \frac{\partial \left(\log(1 + e^{-x}) + x - xy\right)}{\partial x} *)
Lemma eq8_step1_defined (x y : R) :
  ((locally x (fun x : R => (((1 + (exp (- x))) <> 0) /\ (0 < (1 / (1 + (exp (- x))))) /\ (0 < (1 - (1 / (1 + (exp (- x))))))))) /\ (locally x (fun x : R => (0 < (1 + (exp (- x)))))) /\ (ex_derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x)).
Proof. derive. Qed.

Lemma eq8_step1 (x y : R) :
  is_derive (fun x : R => (- ((y * (ln (1 / (1 + (exp (- x)))))) + ((1 - y) * (ln (1 - (1 / (1 + (exp (- x)))))))))) x (Derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x).
Proof. derive. Qed.

(* line 170, equation (8): \frac{\partial \left(\log(1 + e^{-x}) + x - xy\right)}{\partial x} = \frac{1}{1 + e^{-x}} - y *)
Lemma eq8_step2_defined (x y : R) :
  ((locally x (fun x : R => (0 < (1 + (exp (- x)))))) /\ ((1 + (exp (- x))) <> 0)).
Proof. derive. Qed.

Lemma eq8_step2 (x y : R) :
  is_derive (fun x : R => ((ln (1 + (exp (- x)))) + x - (x * y))) x ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 171, equation (8): \frac{1}{1 + e^{-x}} - y = \sigma(x) - y *)
Lemma eq8_step3_defined (x y : R) :
  ((1 + (exp (- x))) <> 0).
Proof. derive. Qed.

Lemma eq8_step3 (x y : R) :
  ((1 / (1 + (exp (- x)))) - y) = ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 179: \frac{\partial}{\partial x} \left( \max(x, 0) + \log(1 + e^{-|x|}) - xy \right) = \sigma(x) - y *)
Lemma line179_step1_defined (x y : R) :
  ((locally x (fun x : R => (0 < (1 + (exp (- (Rabs x))))))) /\ ((1 + (exp (- x))) <> 0)).
Proof. derive. Qed.

Lemma line179_step1 (x y : R) :
  is_derive (fun x : R => ((Rmax x 0) + (ln (1 + (exp (- (Rabs x))))) - (x * y))) x ((1 / (1 + (exp (- x)))) - y).
Proof. derive. Qed.

(* line 186: \lim_{x \to -\infty} \left( \sigma(x) - 1 \right) = -1 *)
Lemma line186_step1_defined :
  (Rbar_locally' m_infty (fun x : R => ((1 + (exp (- x))) <> 0))).
Proof. derive. Qed.

Lemma line186_step1 :
  is_lim (fun x : R => ((1 / (1 + (exp (- x)))) - 1)) m_infty (- 1).
Proof. derive. Qed.

Definition certified := (line23_step1_defined, line23_step1, line27_step1_defined, line27_step1, line33_step1_defined, line33_step1, line37_step1_defined, line37_step1, line43_step1_defined, line43_step1, line47_step1_defined, line47_step1, line73_step1_defined, line73_step1, eq4_step1_defined, eq4_step1, eq4_step2_defined, eq4_step2, eq4_step3_defined, eq4_step3, eq4_step4_defined, eq4_step4, eq4_step5_defined, eq4_step5, eq4_step6_defined, eq4_step6, line96_step1, eq5_step1_defined, eq5_step1, eq6_step1_defined, eq6_step1, eq6_step2_defined, eq6_step2, eq6_step3_defined, eq6_step3, eq6_step4_defined, eq6_step4, eq6_step5_defined, eq6_step5, eq7_step1_defined, eq7_step1, line133_step1_defined, line133_step1, line139_step1_defined, line139_step1, line145_step1, line145_step2, line151_step1_defined, line151_step1, line155_step1_defined, line155_step1, eq8_step1_defined, eq8_step1, eq8_step2_defined, eq8_step2, eq8_step3_defined, eq8_step3, line179_step1_defined, line179_step1, line186_step1_defined, line186_step1).
Print Assumptions certified.
