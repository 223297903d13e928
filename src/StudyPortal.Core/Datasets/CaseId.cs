using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

public readonly record struct CaseId(Guid Value) : IEntityId<CaseId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static CaseId New() => new(Guid.NewGuid());

    public static CaseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
