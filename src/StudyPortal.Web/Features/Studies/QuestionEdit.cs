using System.Globalization;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Web.Features.Studies;

/// <summary>The kinds of question, as an author chooses them.</summary>
public enum QuestionKind
{
    Scale,
    Choice,
    Choices,
    YesNo,
    Number,
    Text,
    Marks,
}

/// <summary>A question while it is being written.</summary>
public sealed class QuestionEdit
{
    public string Prompt { get; set; } = "";

    public QuestionKind Kind { get; set; } = QuestionKind.Scale;

    public bool IsRequired { get; set; } = true;

    public bool AllowsCannotJudge { get; set; } = true;

    public ReadingStep Step { get; set; } = ReadingStep.WithMap;

    /// <summary>Of a scale.</summary>
    public int Lowest { get; set; }

    public List<PointEdit> Points { get; } = [.. Enumerable.Range(0, 6).Select(_ => new PointEdit())];

    /// <summary>Of a choice or of marks, one a line.</summary>
    public string Texts { get; set; } = "";

    public double? LowestNumber { get; set; }

    public double? HighestNumber { get; set; }

    public string Unit { get; set; } = "";

    public Dictionary<MarkShape, bool> Shapes { get; } = Enum.GetValues<MarkShape>().ToDictionary(shape => shape, shape => shape is MarkShape.Ellipse or MarkShape.Freehand);

    public int MostMarks { get; set; } = 5;

    /// <summary>One sign for each answer, without blanks between; empty for the usual keys.</summary>
    public string Keys { get; set; } = "";

    public static QuestionEdit Of(QuestionDesign design)
    {
        var edit = new QuestionEdit { Prompt = design.Prompt, IsRequired = design.IsRequired, AllowsCannotJudge = design.AllowsCannotJudge, Step = design.Step };
        edit.Take(design.Form);
        if (design.Keys is { } keys && !keys.SequenceEqual(design.Form.UsualKeys)) edit.Keys = string.Concat(keys);
        return edit;
    }

    public QuestionDesign ToDesign() => new(
        Prompt, Form, IsRequired, AllowsCannotJudge, Step, Keys.Length == 0 ? null : [.. Keys.Where(key => !char.IsWhiteSpace(key)).Select(key => key.ToString(CultureInfo.InvariantCulture))]);

    private AnswerForm Form => Kind switch
    {
        QuestionKind.Scale => new ScaleForm(Lowest, Lowest + Points.Count - 1, [.. Points.Select((point, index) => new ScalePoint(Lowest + index, point.Text.Trim(), point.Example))]),
        QuestionKind.Choice => new ChoiceForm(Lines, Several: false),
        QuestionKind.Choices => new ChoiceForm(Lines, Several: true),
        QuestionKind.YesNo => new YesNoForm(),
        QuestionKind.Number => new NumberForm(LowestNumber, HighestNumber, Unit.Trim()),
        QuestionKind.Text => new TextForm(),
        _ => new MarksForm([.. Shapes.Where(shape => shape.Value).Select(shape => shape.Key)], Lines, MostMarks),
    };

    private IReadOnlyList<string> Lines => Texts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private void Take(AnswerForm form)
    {
        switch (form)
        {
            case ScaleForm scale:
                Lowest = scale.Lowest;
                Points.Clear();
                Points.AddRange(scale.Points.Select(point => new PointEdit { Text = point.Text, Example = point.Example }));
                break;
            case ChoiceForm choice:
                (Kind, Texts) = (choice.Several ? QuestionKind.Choices : QuestionKind.Choice, string.Join('\n', choice.Texts));
                break;
            case NumberForm number:
                (Kind, LowestNumber, HighestNumber, Unit) = (QuestionKind.Number, number.Lowest, number.Highest, number.Unit);
                break;
            case MarksForm marks:
                (Kind, Texts, MostMarks) = (QuestionKind.Marks, string.Join('\n', marks.Labels), marks.Most);
                foreach (var shape in Shapes.Keys) Shapes[shape] = marks.Shapes.Contains(shape);
                break;
            default:
                Kind = form is YesNoForm ? QuestionKind.YesNo : QuestionKind.Text;
                break;
        }
    }
}

/// <summary>A point of a scale while it is being written.</summary>
public sealed class PointEdit
{
    public string Text { get; set; } = "";

    public BlobHash? Example { get; set; }

    /// <summary>Why the chosen file cannot be the example; empty when it can.</summary>
    public string Refusal { get; set; } = "";
}
