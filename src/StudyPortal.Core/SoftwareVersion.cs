using System.Reflection;

namespace StudyPortal.Core;

/// <summary>The version written beside everything the software makes: number and source revision.</summary>
public static class SoftwareVersion
{
    public static string Current { get; } =
        typeof(SoftwareVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
