namespace StudyPortal.Core.Studies;

/// <summary>How many hidden controls of each kind; at most one on a case.</summary>
public readonly record struct ControlCounts(int RandomWeights, int Edges, int OtherPatient)
{
    public int Total => RandomWeights + Edges + OtherPatient;

    internal static ControlCounts Of(IReadOnlyList<PlannedControl> controls) => new(
        controls.Count(c => c.Kind == ControlKind.RandomWeights),
        controls.Count(c => c.Kind == ControlKind.Edges),
        controls.Count(c => c.Kind == ControlKind.OtherPatient));
}

/// <summary>What a hidden control shows; an exact repeat is a place of its own purpose.</summary>
public enum ControlKind
{
    /// <summary>A map by the study's method of an arm's network with random weights in place of its own.</summary>
    RandomWeights,

    /// <summary>The edges of the image; it knows no arm.</summary>
    Edges,

    /// <summary>An arm's map of another patient's case with the same label.</summary>
    OtherPatient,
}
