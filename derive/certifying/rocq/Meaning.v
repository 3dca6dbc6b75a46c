(* What a statement of derive means beyond the words of Reals and Coquelicot.
   Every definition here is part of what a reader of a certificate has to trust. *)
From Coq Require Export Reals Psatz Nsatz.
From Coquelicot Require Export Coquelicot.
Open Scope R_scope.

(* ---- sums and products: f lower + ... + f upper, nothing when upper = lower - 1 ---- *)
Fixpoint sum_from (lower : Z) (count : nat) (f : Z -> R) : R :=
  match count with
  | O => 0
  | S k => sum_from lower k f + f (lower + Z.of_nat k)%Z
  end.
Definition sum (lower upper : Z) (f : Z -> R) : R :=
  sum_from lower (Z.to_nat (upper - lower + 1)) f.

Fixpoint product_from (lower : Z) (count : nat) (f : Z -> R) : R :=
  match count with
  | O => 1
  | S k => product_from lower k f * f (lower + Z.of_nat k)%Z
  end.
Definition product (lower upper : Z) (f : Z -> R) : R :=
  product_from lower (Z.to_nat (upper - lower + 1)) f.

(* ---- a family with one element at another value: what varies in d/dx_i ------------- *)
Definition varied (x : Z -> R) (i : Z) (value : R) : Z -> R :=
  fun k => if Z.eq_dec k i then value else x k.

(* ---- powers and roots -------------------------------------------------------------- *)
(* a^b for real a, b: of a > 0; and 0^b = 0, for b > 0. *)
Definition power (a b : R) : R := if Req_EM_T a 0 then 0 else Rpower a b.
(* The n-th root; for odd n of any real number. *)
Definition root (n : R) (a : R) : R := sign a * power (Rabs a) (/ n).

(* ---- functions --------------------------------------------------------------------- *)
Definition floor (a : R) : R := IZR (Int_part a).
Definition arcosh (a : R) : R := ln (a + sqrt (a ^ 2 - 1)).
Definition artanh (a : R) : R := 1 / 2 * ln ((1 + a) / (1 - a)).
Definition erf (a : R) : R := 2 / sqrt PI * RInt (fun t => exp (- t ^ 2)) 0 a.
