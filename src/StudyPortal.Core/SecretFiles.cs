using Microsoft.Extensions.Configuration;

namespace StudyPortal.Core;

/// <summary>
/// Settings from files, as Docker and Kubernetes hand secrets over: the file's name is the key, with two underscores for the colon
/// (<c>Storage__Connection</c>), and its content the value. They win over the environment and over settings files.
/// </summary>
public static class SecretFiles
{
    public const string Setting = "Secrets:Folder";

    /// <summary>Where containers find their secrets.</summary>
    public const string UsualFolder = "/run/secrets";

    /// <summary>The folder that the settings so far name, which must be there; else the usual one where it is.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder that was named is not there: a portal without its secrets must not start.</exception>
    public static void AddSecretFiles(this IConfigurationManager settings)
    {
        var named = settings[Setting];
        var folder = Path.GetFullPath(named ?? UsualFolder);
        if (Directory.Exists(folder)) settings.AddKeyPerFile(folder, optional: false);
        else if (named is not null) throw new DirectoryNotFoundException($"{Setting} names '{folder}', which is not a folder. Mount it, or take the setting away.");
    }
}
