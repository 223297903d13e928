using StudyPortal.Core;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Shell;

internal static class PortalStart
{
    /// <summary>Brings the store to this version, makes sure that somebody can sign in, and announces the address once it listens.</summary>
    public static async Task PreparePortalAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        await MigrateAsync(app, stopping);
        await app.Services.GetRequiredService<SeedRoles>().ExecuteAsync(stopping);
        await app.Services.GetRequiredService<ProtectAuthenticatorKeys>().ExecuteAsync(stopping);
        var invitation = await SeedAccountsAsync(app, stopping);
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, invitation));
    }

    private static async Task MigrateAsync(WebApplication app, CancellationToken stopping)
    {
        var migrate = app.Services.GetRequiredService<MigrateStore>();
        migrate.Reached += step => app.Logger.LogInformation("Upgrading a copy of the database, which then takes its place: {Step}", step);
        await migrate.ExecuteAsync(stopping);
    }

    private static async Task<string?> SeedAccountsAsync(WebApplication app, CancellationToken stopping)
    {
        if (!app.Environment.IsDevelopment() || !app.Configuration.GetValue<bool>("Demo:Seed"))
            return await app.Services.GetRequiredService<InviteFirstAdmin>().ExecuteAsync(stopping);
        await app.Services.GetRequiredService<SeedDemoAccounts>().ExecuteAsync(stopping);
        await app.Services.GetRequiredService<RequestDemo>().ExecuteAsync(stopping);
        return null;
    }

    private static void Announce(WebApplication app, string? invitation)
    {
        var address = app.Services.GetRequiredService<PortalAddress>().Value;
        app.Logger.LogInformation("StudyPortal {Version} is ready at {Address} (data root {Folder})",
            SoftwareVersion.Current, address, app.Services.GetRequiredService<DataRoot>().Folder);
        if (invitation is not null)
            app.Logger.LogWarning("There is no administrator yet. Open this link once, within {Days} days, to become the first: {Link}",
                Invitation.Lifetime.Days, $"{address}/invitation/{invitation}");
    }
}
