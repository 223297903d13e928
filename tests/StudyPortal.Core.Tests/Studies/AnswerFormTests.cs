using System.Text.Json;
using System.Text.RegularExpressions;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Tests.Studies;

public sealed class AnswerFormTests
{
    private static readonly AnswerForm Scale = ScaleForm.Of(-2, "a", "b", "c", "d", "e");
    private static readonly AnswerForm One = new ChoiceForm(["left", "right", "both"], Several: false);
    private static readonly AnswerForm Several = new ChoiceForm(["left", "right", "both"], Several: true);
    private static readonly AnswerForm Marks = new MarksForm([MarkShape.Ellipse, MarkShape.Freehand], ["Nodule"], Most: 2);

    public static TheoryData<string, string, string?> Values => new()
    {
        { "scale", "-2", "-2" }, { "scale", "0", "0" }, { "scale", "2", "2" }, { "scale", "3", null }, { "scale", "-3", null },
        { "scale", "1.5", null }, { "scale", "\"1\"", null }, { "scale", "\" \"", null }, { "scale", "true", null }, { "scale", "[1]", null }, { "scale", "1.0", null },
        { "one", "0", "0" }, { "one", "3", null }, { "one", "-1", null }, { "one", "[0]", null },
        { "several", "[2,0]", "[0,2]" }, { "several", "[]", "[]" }, { "several", "[0,0]", null }, { "several", "[0,3]", null }, { "several", "1", null },
        { "yes-no", "true", "true" }, { "yes-no", "false", "false" }, { "yes-no", "0", null }, { "yes-no", "\"true\"", null },
        { "number", "2.50", "2.5" }, { "number", "0", "0" }, { "number", "-1", null }, { "number", "1e400", null }, { "number", "\"2\"", null },
        { "text", "\" fine \"", "\"fine\"" }, { "text", "\"  \"", null }, { "text", "7", null },
        { "marks", "[]", "[]" }, { "marks", "{}", null }, { "marks", "[null]", null },
        { "marks", """[{"shape":"ellipse","label":"Nodule","points":[[1.004,2],[3,4.567]]}]""", """[{"shape":"ellipse","label":"Nodule","points":[[1,2],[3,4.57]],"slice":0}]""" },
        { "marks", """[{"shape":"ellipse","label":"Nodule","points":[[1,2]]}]""", null },
        { "marks", """[{"shape":"point","label":"Nodule","points":[[1,2]]}]""", null },
        { "marks", """[{"shape":"ellipse","label":"Other","points":[[1,2],[3,4]]}]""", null },
        { "marks", """[{"shape":"ellipse","label":"Nodule","points":[[1,2],[3,4,5]]}]""", null },
        { "marks", """[{"shape":"ellipse","label":"Nodule","points":[[1,2],[3,4]],"arm":"x"}]""", null },
        { "marks", """[{"shape":"freehand","label":"Nodule","points":[[1,2],[3,4]]}]""", null },
        { "marks", """[{"shape":"ellipse","label":"Nodule","points":[[1,2],[3,"4"]]}]""", null },
        { "marks", """[{"shape":2,"label":"Nodule","points":[[1,2],[3,4]]}]""", null },
    };

    [Fact]
    public void Shapes_are_written_as_the_viewer_reads_them_and_read_as_older_studies_wrote_them()
    {
        var written = JsonSerializer.Serialize(Marks, PortalJson.Options);

        Assert.Contains("\"shapes\":[\"ellipse\",\"freehand\"]", written, StringComparison.Ordinal);
        var older = written.Replace("ellipse", "Ellipse", StringComparison.Ordinal).Replace("freehand", "Freehand", StringComparison.Ordinal);
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<AnswerForm>(older, PortalJson.Options), PortalJson.Options));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_form_takes_its_own_values_in_one_spelling_and_no_other(string form, string given, string? read) =>
        Assert.Equal(read, Form(form).Read(JsonDocument.Parse(given).RootElement)?.Json);

    [Fact]
    public void More_marks_than_allowed_or_a_longer_text_is_no_answer()
    {
        var mark = """{"shape":"ellipse","label":"Nodule","points":[[1,2],[3,4]]}""";

        Assert.NotNull(Marks.Read(JsonDocument.Parse($"[{mark},{mark}]").RootElement));
        Assert.Null(Marks.Read(JsonDocument.Parse($"[{mark},{mark},{mark}]").RootElement));
        Assert.Null(new TextForm().Read(JsonSerializer.SerializeToElement(new string('a', TextForm.Longest + 1))));
    }

    [Theory]
    [InlineData("scale")]
    [InlineData("one")]
    [InlineData("several")]
    [InlineData("yes-no")]
    [InlineData("number")]
    [InlineData("text")]
    [InlineData("marks")]
    public void A_form_survives_its_json(string name)
    {
        var form = Form(name);

        var json = JsonSerializer.Serialize(form, PortalJson.Options);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<AnswerForm>(json, PortalJson.Options), PortalJson.Options));
        Assert.Equal(form.GetType(), JsonSerializer.Deserialize<AnswerForm>(json, PortalJson.Options)!.GetType());
    }

    [Fact]
    public void What_an_author_must_mend_is_said_in_words()
    {
        Assert.Equal(["'Q': Each of the scores 0 to 1 needs a text."], Problems(ScaleForm.Of(0, "a", " ")));
        Assert.Equal(["'Q': A choice needs at least two texts."], Problems(new ChoiceForm(["a"], false)));
        Assert.Equal(["'Q': Two texts of a choice are the same."], Problems(new ChoiceForm(["a", "A"], false)));
        Assert.Equal(["'Q': The lowest number is above the highest."], Problems(new NumberForm(2, 1, "")));
        Assert.Equal(["'Q': Choose at least one shape that readers may draw."], Problems(new MarksForm([], ["x"], 1)));
        Assert.Equal(["Question 3 has no text."], new QuestionDesign(" ", new YesNoForm()).Problems(number: 3));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("aa")]
    [InlineData("b ")]
    [InlineData("bX")]
    public void Keys_that_collide_with_the_room_or_each_other_are_refused(string keys) =>
        Assert.NotEmpty(new QuestionDesign("Q", new YesNoForm(), Keys: [.. keys.Select(key => key.ToString())]).Problems(number: 1));

    [Fact]
    public void Every_answer_of_the_longest_scale_and_choice_has_a_key()
    {
        var scale = ScaleForm.Of(0, [.. Enumerable.Range(0, QuestionKeys.Most).Select(i => $"{i}")]);

        Assert.Empty(Problems(scale));
        Assert.Equal(QuestionKeys.Most, scale.UsualKeys.Distinct().Count());
        Assert.NotEmpty(Problems(ScaleForm.Of(0, [.. Enumerable.Range(0, QuestionKeys.Most + 1).Select(i => $"{i}")])));
    }

    [Fact]
    public void The_usual_key_of_a_score_is_its_own_digit_and_never_that_of_another()
    {
        Assert.Equal(["0", "1", "2"], ScaleForm.Of(0, "a", "b", "c").UsualKeys);
        Assert.Equal(["b", "0", "1"], ScaleForm.Of(-1, "a", "b", "c").UsualKeys);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "b"], ScaleForm.Of(0, [.. Enumerable.Range(0, 11).Select(i => $"{i}")]).UsualKeys);
        Assert.Equal(["1", "2", "3"], ScaleForm.Of(-20, [.. Enumerable.Range(0, 19).Select(i => $"{i}")]).UsualKeys.Take(3));
        Assert.NotEmpty(Problems(ScaleForm.Of(-11, [.. Enumerable.Range(0, 12).Select(i => $"{i}")])));
        Assert.Empty(new ChoiceForm([.. Enumerable.Range(0, QuestionKeys.Most).Select(i => $"{i}")], false).UsualKeys.Intersect(QuestionKeys.OfTheRoom));
    }

    [Fact]
    public void No_answer_can_have_a_key_that_the_reading_room_uses_itself()
    {
        var source = File.ReadAllText(RepositoryFolder.Of("wwwroot-assets/viewer/keys.ts"));
        var commands = Regex.Match(source, @"roomKeys[^{]*\{(.*?)\};", RegexOptions.Singleline).Groups[1].Value;
        var keys = Regex.Matches(commands, @"(?:""([^""]+)""|(\w+)): ""[a-z-]+""").Select(key => key.Groups[1].Value + key.Groups[2].Value);

        Assert.Equal(keys.Where(key => key.Length == 1).Order(StringComparer.Ordinal), QuestionKeys.OfTheRoom.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Problems(AnswerForm form) => new QuestionDesign("Q", form).Problems(number: 1);

    private static AnswerForm Form(string name) => name switch
    {
        "scale" => Scale,
        "one" => One,
        "several" => Several,
        "yes-no" => new YesNoForm(),
        "number" => new NumberForm(0, null, "mm"),
        "text" => new TextForm(),
        _ => Marks,
    };
}
