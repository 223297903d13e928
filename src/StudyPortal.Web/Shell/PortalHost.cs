using Microsoft.AspNetCore.Authorization;
using MudBlazor.Services;
using StudyPortal.Core;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Features.Accounts;
using StudyPortal.Web.Features.Audit;
using StudyPortal.Web.Features.Datasets;
using StudyPortal.Web.Features.Jobs;
using StudyPortal.Web.Features.Models;
using StudyPortal.Web.Features.Reading;
using StudyPortal.Web.Features.Reports;
using StudyPortal.Web.Features.Saliency;
using StudyPortal.Web.Features.Studies;

namespace StudyPortal.Web.Shell;

internal static class PortalHost
{
    private static readonly TimeSpan DisconnectedPagesKept = TimeSpan.FromMinutes(30);

    public static void AddPortalHost(this WebApplicationBuilder builder)
    {
        var root = builder.Configuration["DataRoot"] ?? "data";
        builder.Services.AddPortal(new DataRoot(Path.Combine(builder.Environment.ContentRootPath, root)));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = DisconnectedPagesKept);
        builder.Services.AddMudServices();
        builder.Services.AddSignalR();
        builder.Services.AddRateLimits();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services
            .AddAccountsPages().AddAuditPages().AddDatasetsPages().AddJobsPages().AddModelsPages()
            .AddSaliencyPages().AddStudiesPages().AddReadingPages().AddReportsPages();
    }

    public static async Task PreparePortalAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<MigrateStore>().ExecuteAsync(stopping);
        await app.Services.GetRequiredService<SeedRoles>().ExecuteAsync(stopping);
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue<bool>("Demo:Seed"))
            await app.Services.GetRequiredService<SeedDemoAccounts>().ExecuteAsync(stopping);
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseStatusDocuments();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapAccounts().MapAudit().MapDatasets().MapJobs().MapModels().MapSaliency().MapStudies().MapReading().MapReports();
    }
}
