namespace StudyPortal.Web.Features.Jobs;

/// <summary>The <c>Trainer</c> section of the configuration.</summary>
internal sealed class TrainerSettings
{
    /// <summary>Whether the portal runs a trainer of its own; false where trainers are run apart.</summary>
    public bool Start { get; set; } = true;

    /// <summary>The <c>studyportal</c> executable; by default <c>trainer/studyportal</c> beside the portal's folder, else where the build left it.</summary>
    public string? Executable { get; set; }

    /// <summary>Where that trainer computes: cpu, cuda or cuda:N; several, separated by commas, for as many jobs at once.</summary>
    public string Device { get; set; } = "cpu";
}
