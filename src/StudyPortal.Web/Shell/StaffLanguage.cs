using Microsoft.AspNetCore.Localization;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Reading;

namespace StudyPortal.Web.Shell;

/// <summary>Administrators and researchers work in English, whose pages are in no other language; so do not mix what they share with readers.</summary>
internal sealed class StaffLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(RailGroup.RoleOf(httpContext.User) is Roles.Admin or Roles.Researcher ? new ProviderCultureResult("", ReadingTexts.Languages[0]) : null);
}
