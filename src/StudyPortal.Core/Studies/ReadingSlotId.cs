using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct ReadingSlotId(Guid Value) : IEntityId<ReadingSlotId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static ReadingSlotId New() => new(Guid.NewGuid());

    public static ReadingSlotId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
