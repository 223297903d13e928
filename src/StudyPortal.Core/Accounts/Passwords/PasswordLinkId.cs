using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public readonly record struct PasswordLinkId(Guid Value) : IEntityId<PasswordLinkId>
{
    /// <summary>A random (version 4) id.</summary>
    public static PasswordLinkId New() => new(Guid.NewGuid());

    public static PasswordLinkId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
