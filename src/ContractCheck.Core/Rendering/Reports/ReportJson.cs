using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContractCheck.Core.Rendering.Reports;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ChangesDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
