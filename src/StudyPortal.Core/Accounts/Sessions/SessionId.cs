using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public readonly record struct SessionId(Guid Value) : IEntityId<SessionId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content, and opens nothing.</summary>
    public static SessionId New() => new(Guid.NewGuid());

    public static SessionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
