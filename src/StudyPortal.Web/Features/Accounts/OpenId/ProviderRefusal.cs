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

    public static string Words(this ProviderRefusal why, string provider) => why switch
    {
        ProviderRefusal.Unreachable => $"The sign-in of {provider} cannot be reached at this moment. Try again in a minute; if it stays so, tell the study administrator.",
        ProviderRefusal.Denied => $"The sign-in with {provider} was cancelled there.",
        ProviderRefusal.Failed => $"The answer of {provider} could not be accepted: it came too late, twice, or not for this window. Sign in once more; if it happens again, tell the study administrator when it happened.",
        ProviderRefusal.Unknown => $"{provider} knows you, but you have no account here yet. Open the invitation link that the study administrator sent you, and choose {provider} there.",
        ProviderRefusal.Disabled => "This account may not sign in. Ask the study administrator.",
        ProviderRefusal.NoRole => $"{provider} gives you no role in this portal. Ask its help desk for one, or the study administrator.",
        _ => "This invitation can no longer be used. Ask the study administrator for a new link.",
    };
}
