using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudyPortal.Core;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>Secrets as containers hand them over, and that none of them comes out again.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("secrets").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_a_setting_under_its_name_and_wins_over_the_others()
    {
        Keep("Storage__Connection", "Host=db;Password=from the file\n");
        using var settings = new ConfigurationManager();
        settings.AddInMemoryCollection([new(SecretFiles.Setting, _folder), new("Storage:Connection", "from the environment")]);

        settings.AddSecretFiles();

        Assert.Equal("Host=db;Password=from the file", settings["Storage:Connection"]);
    }

    [Fact]
    public void A_folder_that_is_named_and_not_there_is_an_error_and_none_at_all_is_fine()
    {
        using var settings = new ConfigurationManager();
        settings.AddInMemoryCollection([new(SecretFiles.Setting, Path.Combine(_folder, "gone"))]);
        Assert.Contains("Secrets:Folder", Assert.Throws<DirectoryNotFoundException>(settings.AddSecretFiles).Message, StringComparison.Ordinal);

        using var none = new ConfigurationManager();
        if (!Directory.Exists(SecretFiles.UsualFolder)) none.AddSecretFiles();
        Assert.Null(none["Storage:Connection"]);
    }

    /// <summary>With every level of every logger, through a sign-in with a provider that is down and mail to a server that is not there.</summary>
    [Fact]
    public async Task No_secret_is_ever_logged()
    {
        var secrets = new Dictionary<string, string> { ["OpenId__ClientSecret"] = "hush-openid-4711", ["Smtp__Password"] = "hush-smtp-4711", ["Storage__Unused"] = "hush-storage-4711", ["Storage__BlobKeys"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)47, 32)]) };
        foreach (var (name, value) in secrets) Keep(name, value);
        var before = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            await AskAsync(secrets);
        }
        finally
        {
            Console.SetOut(before);
        }

        var log = written.ToString();
        Assert.Contains("cannot be reached", log, StringComparison.Ordinal);
        Assert.Contains(" DBG ", log, StringComparison.Ordinal);
        Assert.All(secrets.Values.Append("hush-token-4711"), secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private async Task AskAsync(Dictionary<string, string> secrets)
    {
        await using var portal = LivePortal.Start(environment: "Production", settings: Settings());
        using var client = portal.NewClient();
        Assert.Equal("/sign-in?provider=Unreachable", (await client.GetAsync("/sign-in/provider", Stop)).Headers.Location!.ToString());
        using var wrong = portal.WithToken("studyportal_hush-token-4711");
        await wrong.GetAsync("/api/v1/datasets", Stop);
        Assert.Equal(secrets["OpenId__ClientSecret"], portal.Services.GetRequiredService<IOptions<OpenIdSettings>>().Value.ClientSecret);
        Assert.Equal(secrets["Storage__BlobKeys"], portal.Services.GetRequiredService<BlobKeys>().Setting);
        Assert.Equal(secrets["Smtp__Password"], portal.Services.GetRequiredService<IOptions<SmtpSettings>>().Value.Password);
    }

    private Dictionary<string, string> Settings() => new()
    {
        [SecretFiles.Setting] = _folder,
        ["OpenId:Authority"] = "http://127.0.0.1:9",
        ["OpenId:ClientId"] = "studyportal",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = "9",
        ["Smtp:From"] = "study@example.org",
        ["Smtp:User"] = "study",
        ["Serilog:MinimumLevel:Default"] = "Verbose",
        ["Serilog:MinimumLevel:Override:Microsoft"] = "Verbose",
        ["Serilog:MinimumLevel:Override:System"] = "Verbose",
    };

    private void Keep(string name, string value) => File.WriteAllText(Path.Combine(_folder, name), value);
}
