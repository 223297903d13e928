using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct StudyId(Guid Value) : IEntityId<StudyId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static StudyId New() => new(Guid.NewGuid());

    public static StudyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
