namespace StudyPortal.Learning.Networks;

/// <summary>How a <see cref="FrozenNetwork"/> computes.</summary>
public enum NormFolding
{
    /// <summary>Norms folded into the convolutions before them, values ordered as the CPU likes best: faster; rounds differently in the last digits.</summary>
    Folded,

    /// <summary>Layer by layer, rounding as PyTorch does: iterated signs of tiny gradients then agree with it.</summary>
    AsPyTorch,
}
