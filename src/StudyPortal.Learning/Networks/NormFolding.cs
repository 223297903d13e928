namespace StudyPortal.Learning.Networks;

/// <summary>How a <see cref="FrozenNetwork"/> computes.</summary>
public enum NormFolding
{
    /// <summary>Norms folded into the convolutions before them, values ordered as the CPU likes best: faster; rounds differently in the last digits.</summary>
    Folded,

    /// <summary>As <see cref="Folded"/>, all but the classifier in bfloat16, of 8 significant bits; logits are float32.</summary>
    FoldedBFloat16,

    /// <summary>Layer by layer, rounding as PyTorch does: iterated signs of tiny gradients then agree with it.</summary>
    AsPyTorch,
}
