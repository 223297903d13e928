namespace StudyPortal.Core.Reports.Files;

/// <summary>A file that is made when it is asked for.</summary>
internal sealed record ReportFileSource(ReportFileName Name, string MediaType, Func<byte[]> Make)
{
    public ReportFile ToFile() => new(Name.Name, MediaType, Make());
}
