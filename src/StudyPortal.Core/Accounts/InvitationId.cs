using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public readonly record struct InvitationId(Guid Value) : IEntityId<InvitationId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static InvitationId New() => new(Guid.NewGuid());

    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
