using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports;

public readonly record struct ReportId(Guid Value) : IEntityId<ReportId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static ReportId New() => new(Guid.NewGuid());

    public static ReportId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
