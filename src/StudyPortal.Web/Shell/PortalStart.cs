using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
        await app.Services.GetRequiredService<MigrateStore>().ExecuteAsync(stopping);
        await app.Services.GetRequiredService<SeedRoles>().ExecuteAsync(stopping);
        var invitation = await SeedAccountsAsync(app, stopping);
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, invitation));
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
        var address = AddressOf(app);
        app.Logger.LogInformation("StudyPortal {Version} is ready at {Address} (data root {Folder})",
            SoftwareVersion.Current, address, app.Services.GetRequiredService<DataRoot>().Folder);
        if (invitation is not null)
            app.Logger.LogWarning("There is no administrator yet. Open this link once, within {Days} days, to become the first: {Link}",
                Invitation.Lifetime.Days, $"{address}/invitation/{invitation}");
    }

    // Behind a proxy only the setting knows the public address; a wildcard is of no use in a browser.
    private static string AddressOf(WebApplication app)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var address = app.Configuration["PublicUrl"] ?? listening ?? "http://localhost";
        return address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}
