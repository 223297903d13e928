using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

public readonly record struct DatasetId(Guid Value) : IEntityId<DatasetId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static DatasetId New() => new(Guid.NewGuid());

    public static DatasetId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
