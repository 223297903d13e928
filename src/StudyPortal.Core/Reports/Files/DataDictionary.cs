using System.Text;

namespace StudyPortal.Core.Reports.Files;

/// <summary>What each column of the tables means; a name means the same in every table unless its line says otherwise.</summary>
internal static class DataDictionary
{
    private const int Indent = 20, Width = 132;

    private static readonly DictionaryEntry[] Entries =
    [
        new("reader", "code of the reader in this study"),
        new("case", "number of the case in its data set"),
        new("target_label", "the label whose logit the map explains"),
        new("arm", "0, 1, ... as listed under ARMS; empty for a control that is of no arm"),
        new("model, variant, branch", "of the arm; branch = batch norm that the maps, or predictions, go through"),
        new("question", "position of the question in the instrument, from 1"),
        new("kind", "form of the answers: choice, choices, yes-no, number, text or marks"),
        new("position", "place in this reader's stored order, from 1; the pilot counts by itself"),
        new("session", "sitting that the place belongs to"),
        new("purpose", "why the place is in the order: Main, Repeat, Calibration or Control"),
        new("repeat", "1 = the reader had rated this map before; not part of the analysis of arms"),
        new("calibration", "1 = shown before the reading, to get used to the scale; not part of the analysis of arms"),
        new("control", "hidden control: RandomWeights = map of the arm's network with random weights, Edges = edges of the image, of no arm, OtherPatient = the arm's map of another patient; not part of the analysis of arms"),
        new("pilot", "1 = of the pilot, which is in no analysis"),
        new("withdrawn", "1 = the case was taken out after the opening; not part of the analysis of arms"),
        new("rating", "on the scale of its question; 0 is a rating. Empty exactly where cannot_judge is 1"),
        new("cannot_judge", "1 = the reader answered that the map cannot be judged"),
        new("included", "1 = enters the analysis of arms (judged; not withdrawn, no repeat, no calibration, no control)"),
        new("version", "1 = never changed; in history.csv the answer's number after the change"),
        new("at_utc", "when the answer, or the change, was stored (UTC)"),
        new("active_ms", "milliseconds in view before the answer"),
        new("map_ms", "those of them with the map in view"),
        new("value", "the answer as JSON; choices by their number from 0, marks in pixels of the stored image"),
        new("old_value", "the same before the change; empty for the first answer and where it was \"cannot judge\""),
        new("reason", "exclusions: why the place gives no number; history: why the answer was changed"),
        new("screen_width, screen_height, pixel_ratio", "of the reader's screen, in CSS pixels, and its device pixels for each; empty where not known"),
        new("window_low, window_high", "stored values shown as black and as white"),
        new("zoom, centre_x, centre_y, rotation, inverted", "of the image when the answer was given: 1 = whole image; middle of the panel as fractions of the image; degrees clockwise; 1 = black and white exchanged"),
        new("slice, opacity, threshold", "slice of a volume from 0, opacity of the map, and the share of its strongest value below which it was hidden"),
        new("layout, flickered", "image and map side by side (pair) or the map's panel alone (single); 1 = the reader showed and hid the map in turn"),
        new("stratum, weight", "of the sampling plan; weight = candidates (cases, or patients where one case of each was one) of the stratum per case drawn; 0 for calibration and controls"),
        new("mass_inside", "share of the absolute map inside the lesion boxes, 0 to 1"),
        new("area_inside", "share of the image inside them: what a uniform map reaches"),
        new("mass_inside_marks, area_inside_marks, hit, iou", "how the map agrees with what the reader marked: see Marks below"),
        new("marks", "how many the reader made there"),
        new("raw_map_sha256, rendering_sha256", "of the float map, and of the image that readers saw"),
        new("truth", "1 = positive, 0 = negative or not mentioned, empty = uncertain and left out; in maps.csv of the target label"),
        new("outcome", "how the arm's model judged the case on the clean image, against its truth"),
        new("modality", "DICOM's code of the case; empty where its source does not say"),
        new("map_shown_utc", "when the map was uncovered, in a study of two steps"),
        new("answered", "orders: 1 = something was answered there; participants: places with every required answer"),
        new("joined_utc, removed, removed_utc, signed, signed_utc", "when the reader was taken in, removed, and signed that the answers are final"),
        new("first_answer_utc, last_answer_utc", "of the reader, without the pilot"),
        new("places", "of the reader's order, without pilot and withdrawn cases"),
        new("label", "of the model's output"),
        new("epsilon, steps", "L-infinity radius (image in [0,1]) and steps of the PGD attack; 0 = clean"),
        new("attack_branch", "batch norm that the attack goes through"),
        new("logit, probability", "before the sigmoid, and 1 / (1 + exp(-logit))"),
        new("data_set", "of the predictions; empty = the study's own, by the labels' own names, the one that the areas are computed from"),
        new("label_map", "the data set's names of the labels that it has under other names (JSON); empty = none"),
        new("R1, R2, ...", "ratings_wide: the rating of each reader at the first showing"),
        new("path", "given.csv, results.csv: the place in results.json, where members of lists count from 0; value = what stands there"),
    ];

    /// <summary>A row for each column.</summary>
    public static Table Table { get; } = new TableOf<(string Column, string Meaning)>("dictionary")
        .Text("column", row => row.Column)
        .Text("meaning", row => row.Meaning)
        .With(Entries.SelectMany(entry => entry.Columns.Split(", ").Select(column => (column, entry.Meaning))));

    /// <summary>For a page of plain text.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries)
        {
            text.Append(("  " + entry.Columns).PadRight(Indent));
            if (entry.Columns.Length + 3 > Indent) text.Append('\n').Append(' ', Indent);
            text.Append(Wrapped(entry.Meaning)).Append('\n');
        }

        return text.ToString();
    }

    private static string Wrapped(string meaning)
    {
        var (text, line) = (new StringBuilder(), 0);
        foreach (var word in meaning.Split(' '))
        {
            if (line > 0 && line + word.Length + 1 > Width - Indent)
            {
                text.Append('\n').Append(' ', Indent);
                line = 0;
            }

            if (line > 0) text.Append(' ');
            text.Append(word);
            line += word.Length + 1;
        }

        return text.ToString();
    }
}
