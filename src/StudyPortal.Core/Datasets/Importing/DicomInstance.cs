using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>A DICOM image found in a folder, with its own identifiers, which are never stored.</summary>
/// <param name="Plane">Null where it is not a slice of a series.</param>
internal sealed record DicomInstance(string File, string Uid, string Patient, string View, string PseudonymousUid, SlicePlane? Plane)
{
    /// <summary>The file, or the frame of it that is imported.</summary>
    public string Image { get; init; } = File;

    /// <summary>It and the images beside it in its series, in the order in which they lie in the patient; empty where there are none.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    public SourceCase AsCase(IReadOnlyList<LabelValue> values, int? line, DatasetSplit? split, string viewElsewhere) => new()
    {
        File = Image,
        Line = line,
        Patient = Patient,
        Split = split,
        View = View.Length > 0 ? View : viewElsewhere,
        Origin = PseudonymousUid,
        Values = values,
        Stack = Stack,
    };
}
