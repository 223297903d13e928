using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static JobId New() => new(Guid.NewGuid());

    public static JobId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
