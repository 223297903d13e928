using System.Reflection;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>Finds the trainer that belongs to this portal.</summary>
internal static class TrainerExecutable
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <exception cref="FileNotFoundException">There is none; the message says where it was looked for.</exception>
    public static string Find(TrainerSettings settings)
    {
        string[] places = settings.Executable is { } chosen ? [Path.GetFullPath(chosen)] : [Published, Built];
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"The trainer was not found at {string.Join(" nor at ", places)}. Set Trainer:Executable, or Trainer:Start=false where trainers are run apart.");
    }

    private static string Published => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "trainer", "studyportal" + Suffix));

    private static string Built => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, BuiltFromHere + Suffix));

    private static string BuiltFromHere => typeof(TrainerExecutable).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BuiltTrainer").Value!;
}
