namespace StudyPortal.Core.Datasets;

/// <summary>A DICOM image found in a folder, with its own identifiers, which are never stored.</summary>
internal sealed record DicomInstance(string File, string Uid, string Patient, string View, string PseudonymousUid)
{
    public SourceCase AsCase(IReadOnlyList<LabelValue> values, int? line, DatasetSplit? split, string viewElsewhere) => new()
    {
        File = File,
        Line = line,
        Patient = Patient,
        Split = split,
        View = View.Length > 0 ? View : viewElsewhere,
        Origin = PseudonymousUid,
        Values = values,
    };
}
