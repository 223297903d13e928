using System.Globalization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

internal static class DatasetWords
{
    public static string Value(LabelValue value) => value switch
    {
        LabelValue.Positive => "positive",
        LabelValue.Negative => "negative",
        LabelValue.Uncertain => "uncertain",
        _ => "not mentioned",
    };

    /// <summary>An adapter's name, for people.</summary>
    public static string Format(string adapter) => adapter switch
    {
        "images" => "Images with a CSV",
        "dicom" => "DICOM files",
        "nih" => "NIH ChestX-ray14",
        "chexpert" => "CheXpert",
        "kneemri" => "kneeMRI",
        "luna16" => "LUNA16",
        _ => adapter,
    };

    public static string Policy(UncertainPolicy policy) => policy switch
    {
        UncertainPolicy.Ones => "count as positive in training (U-Ones)",
        UncertainPolicy.Ignore => "are left out of the loss in training (U-Ignore)",
        _ => "count as negative in training (U-Zeros)",
    };

    /// <summary>For a field that is headed so.</summary>
    public static string ShortPolicy(UncertainPolicy policy) => policy switch
    {
        UncertainPolicy.Ones => "teach positive (U-Ones)",
        UncertainPolicy.Ignore => "teach nothing (U-Ignore)",
        _ => "teach negative (U-Zeros)",
    };

    /// <summary>How patients came into the splits.</summary>
    public static string Division(DatasetHead set) => set switch
    {
        { SplitSeed: null } => "folds of the source, or edited by hand; no patient in two",
        { SplitSeed: { } seed, GivenSplits: [] } => $"by patient, seed {seed}",
        { SplitSeed: { } seed } => $"{string.Join(" and ", set.GivenSplits)} of the source, the rest by patient, seed {seed}",
    };

    public static string Review(CaseReview review) => review switch
    {
        CaseReview.NotNeeded => "no review needed",
        CaseReview.Flagged => "to be reviewed",
        CaseReview.Quarantined => "text declared, to be reviewed",
        CaseReview.Cleared => "reviewed, no text",
        CaseReview.Redacted => "text blacked out",
        _ => "left out",
    };

    /// <summary>With a comma between thousands.</summary>
    public static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 row or file", "12 rows or files".</summary>
    public static string Rows(int number) => $"{Count(number)} {(number == 1 ? "row or file" : "rows or files")}";

    /// <summary>"1 note", "12 notes".</summary>
    public static string Notes(int number) => $"{Count(number)} {(number == 1 ? "note" : "notes")}";

    /// <summary>"1 image", "1,200 images".</summary>
    public static string Images(int number) => $"{Count(number)} {(number == 1 ? "image" : "images")}";

    /// <summary>"1 patient", "1,200 patients".</summary>
    public static string Patients(int number) => $"{Count(number)} {(number == 1 ? "patient" : "patients")}";

    /// <summary>"1 case", "1,200 cases".</summary>
    public static string Cases(int number) => $"{Count(number)} {(number == 1 ? "case" : "cases")}";
}
