using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct StudyItemId(Guid Value) : IEntityId<StudyItemId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static StudyItemId New() => new(Guid.NewGuid());

    public static StudyItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
