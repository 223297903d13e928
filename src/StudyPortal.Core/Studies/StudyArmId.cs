using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct StudyArmId(Guid Value) : IEntityId<StudyArmId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static StudyArmId New() => new(Guid.NewGuid());

    public static StudyArmId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
