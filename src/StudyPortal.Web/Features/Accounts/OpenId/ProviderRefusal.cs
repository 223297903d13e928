namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>Why a sign-in with the provider did not lead in.</summary>
public enum ProviderRefusal
{
    /// <summary>The provider cannot be reached.</summary>
    Unreachable,

    /// <summary>The person declined there.</summary>
    Denied,

    /// <summary>The provider's answer does not hold.</summary>
    Failed,

    /// <summary>Nobody of the portal is this person.</summary>
    Unknown,

    /// <summary>The account is disabled.</summary>
    Disabled,

    /// <summary>The provider names no role of the portal.</summary>
    NoRole,

    /// <summary>The invitation is used, withdrawn or expired, or its address has an account.</summary>
    Invitation,
}

internal static class ProviderRefusals
{
    public static string Address(ProviderRefusal why) => $"/sign-in?provider={why}";
}
