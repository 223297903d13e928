using System.CommandLine;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The labels file and what its columns mean, where the header does not tell.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string?> _labels = new("--labels") { Description = "The CSV inside the folder; labels.csv without it." };
    private readonly Option<string[]?> _labelColumns = new("--label-columns")
    {
        Description = "The columns that are labels, in this order; without it all that hold 1, 0, -1 or nothing.", AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _file = new("--file-column") { Description = "The column that names the images." };
    private readonly Option<string?> _patient = new("--patient-column") { Description = "The column that names the patient." };
    private readonly Option<string?> _fold = new("--fold-column") { Description = "The column that says train, valid or test." };
    private readonly Option<string?> _view = new("--view-column") { Description = "The column that says AP, PA or lateral." };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_labels, _labelColumns, _file, _patient, _fold, _view]) verb.Add(option);
    }

    public ImportRequest Read(ParseResult parsed, ImportRequest request) => request with
    {
        LabelsFile = parsed.GetValue(_labels),
        Hints = new ColumnHints(
            parsed.GetValue(_file), parsed.GetValue(_patient), parsed.GetValue(_fold), parsed.GetValue(_view),
            parsed.GetValue(_labelColumns) is { Length: > 0 } chosen ? chosen : null),
    };
}
