using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

public readonly record struct ModelId(Guid Value) : IEntityId<ModelId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static ModelId New() => new(Guid.NewGuid());

    public static ModelId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
