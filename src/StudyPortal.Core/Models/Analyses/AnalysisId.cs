using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models.Analyses;

public readonly record struct AnalysisId(Guid Value) : IEntityId<AnalysisId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static AnalysisId New() => new(Guid.NewGuid());

    public static AnalysisId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
