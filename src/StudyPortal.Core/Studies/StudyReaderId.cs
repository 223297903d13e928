using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct StudyReaderId(Guid Value) : IEntityId<StudyReaderId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static StudyReaderId New() => new(Guid.NewGuid());

    public static StudyReaderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
