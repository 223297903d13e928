namespace StudyPortal.Learning.Networks;

/// <summary>How a <see cref="FrozenNetwork"/> computes its batch norms.</summary>
public enum NormFolding
{
    /// <summary>Folded into the convolutions before them: faster; rounds differently in the last digits.</summary>
    Folded,

    /// <summary>One after another, rounding as PyTorch does: iterated signs of tiny gradients then agree with it.</summary>
    AsPyTorch,
}
