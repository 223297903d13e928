namespace StudyPortal.Core.Models.Analyses;

/// <summary>What can be asked of a model beyond its predictions; each kind has one computation in the trainer.</summary>
public enum AnalysisKind
{
    /// <summary>Areas over the radius of an attack, through every pair of norms.</summary>
    RobustnessCurve,

    /// <summary>Areas under the worst of several attacks, one of them without gradients.</summary>
    StrongAttack,

    /// <summary>Areas on images that were attacked on another model.</summary>
    Transfer,

    /// <summary>Centred kernel alignment of layers.</summary>
    Similarity,

    /// <summary>Loss around images.</summary>
    LossSurface,

    /// <summary>How fast the output changes near images.</summary>
    Lipschitz,

    /// <summary>Maps of a network whose layers lose their weights one after another.</summary>
    WeightRandomisation,

    /// <summary>Maps beside those of a model trained on shuffled labels.</summary>
    LabelRandomisation,

    /// <summary>What the score does when the pixels of the map go or come.</summary>
    DeletionInsertion,

    /// <summary>Infidelity and sensitivity.</summary>
    Faithfulness,

    /// <summary>Maps against lesion boxes.</summary>
    Localisation,

    /// <summary>How small a change of an image flips each label.</summary>
    FlippingRadius,
}
