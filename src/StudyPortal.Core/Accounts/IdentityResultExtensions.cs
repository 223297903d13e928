using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

internal static class IdentityResultExtensions
{
    public static void OrThrow(this IdentityResult result, string what)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Could not {what}: {result.Reason()}");
    }

    public static string Reason(this IdentityResult result) => string.Join(" ", result.Errors.Select(error => error.Description).Distinct());
}
