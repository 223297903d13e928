using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

public readonly record struct ApiTokenId(Guid Value) : IEntityId<ApiTokenId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static ApiTokenId New() => new(Guid.NewGuid());

    public static ApiTokenId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
