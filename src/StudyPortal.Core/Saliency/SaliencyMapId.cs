using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

public readonly record struct SaliencyMapId(Guid Value) : IEntityId<SaliencyMapId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static SaliencyMapId New() => new(Guid.NewGuid());

    public static SaliencyMapId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
