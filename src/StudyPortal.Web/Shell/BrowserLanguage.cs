using Microsoft.AspNetCore.Localization;
using StudyPortal.Web.Features.Reading;

namespace StudyPortal.Web.Shell;

/// <summary>The first language that a browser asks for and the portal has; de-AT is German. Without ICU a culture knows no parent, so that the framework's own provider would not see it.</summary>
internal sealed class BrowserLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => asked.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(ReadingTexts.Languages.Contains);
        return Task.FromResult(language is null ? null : new ProviderCultureResult("", language));
    }
}
