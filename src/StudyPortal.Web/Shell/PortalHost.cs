using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using StudyPortal.Core;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Features.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Features.Api;
using StudyPortal.Web.Features.Audit;
using StudyPortal.Web.Features.Datasets;
using StudyPortal.Web.Features.Health;
using StudyPortal.Web.Features.Jobs;
using StudyPortal.Web.Features.Models;
using StudyPortal.Web.Features.Reading;
using StudyPortal.Web.Features.Reports;
using StudyPortal.Web.Features.Saliency;
using StudyPortal.Web.Features.Studies;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Shell;

internal static class PortalHost
{
    /// <summary>Of every request but the uploads, which say for themselves what they take.</summary>
    private const long LargestBody = 1024 * 1024;

    private static readonly TimeSpan DisconnectedPagesKept = TimeSpan.FromMinutes(30);

    public static void AddPortalHost(this WebApplicationBuilder builder)
    {
        var root = new DataRoot(Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["DataRoot"] ?? "data"));
        builder.AddPortalLog();
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, LargestBody));
        builder.AddPortalTelemetry();
        // A failure of live progress or of the trainer's keeper is logged; it must not end the host under its readers.
        builder.Services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        var storage = StorageSettings.Read(builder.Configuration);
        builder.Services.AddPortal(root, storage);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = DisconnectedPagesKept);
        builder.Services.AddMudServices();
        builder.Services.AddSignalR();
        builder.Services.AddNewsOfOtherHosts(storage);
        builder.Services.AddOptions<RequestLocalizationOptions>().Configure<CookieNames>(Speak);
        builder.Services.AddRateLimits();
        builder.Services.AddSecurityEvents();
        builder.Services.AddHttpsRules(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton<PortalAddress>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services
            .AddAccountsPages(builder.Configuration).AddAuditPages().AddHealthPages().AddDatasetsPages().AddJobsPages(builder.Configuration).AddModelsPages()
            .AddSaliencyPages().AddStudiesPages().AddReadingPages().AddReportsPages().AddTokensPages().AddApi();
    }

    /// <summary>Sentences follow the reader's language; numbers and dates are written the same for everybody.</summary>
    private static void Speak(RequestLocalizationOptions languages, CookieNames cookies)
    {
        languages.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, new CultureInfo(ReadingTexts.Languages[0]));
        languages.SupportedCultures = [CultureInfo.InvariantCulture];
        languages.SupportedUICultures = [.. ReadingTexts.Languages.Select(language => new CultureInfo(language))];
        languages.RequestCultureProviders = [new StaffLanguage(), new CookieRequestCultureProvider { CookieName = cookies.Of(CookieRequestCultureProvider.DefaultCookieName) }, new BrowserLanguage()];
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseHttpsRules();
        app.UseSecurityHeaders(app.Services.GetRequiredService<IOptions<OpenIdSettings>>().Value.ProviderAddress);
        app.UseSecurityEvents();
        app.UseSocketOrigins();
        app.UseStatusDocuments();
        app.UseMalformedRequests();
        app.UseApiProblems();
        app.UseStorageFailures();
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseAuthorization();
        app.UseSecondFactorGate();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous().WithMetadata(new WithoutSessionAttribute());
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapAccounts().MapAudit().MapHealth().MapDatasets().MapJobs().MapModels().MapSaliency().MapStudies().MapReading().MapReports().MapApi();
    }
}
