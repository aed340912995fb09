/** A collection that nobody wrote a line for: a key that is not called `id`, a `$top` of its own, no timestamp, nothing final. */
export const paths = `
  /api/gauges:
    get:
      operationId: listGauges
      summary: List gauges
      description: Retrieves a collection of gauges.
      x-source: assumed
      tags: [Gauges]
      x-permissions: { $ref: '#/components/x-permissions/readMachines' }
      x-rate-limits: { $ref: '#/components/x-rate-limits/read' }
      x-odata:
        entitySet: Gauges
        description: The gauges of the tenant.
        entityType: Gauge
        key: [serial]
        operators:
          text: [eq, ne, in, startswith]
          order: [eq, ne, gt, ge, lt, le, in]
        filterable:
          serial: { operators: text, evidence: documented, source: assumed }
          reading: { operators: order, evidence: documented, source: assumed }
      parameters:
        - name: $filter
          in: query
          description: A filter.
          x-source: assumed
          schema: { type: string, minLength: 1 }
          example: reading gt 5
        - name: $top
          in: query
          description: How many gauges to return at most.
          x-source: assumed
          schema: { type: integer, format: int32, minimum: 0, maximum: 8000 }
          example: 100
        - name: $skip
          in: query
          description: How many gauges to leave out from the start.
          x-source: assumed
          schema: { type: integer, format: int32, minimum: 0, maximum: 2147483647 }
      responses:
        '200':
          description: A collection of gauges.
          x-source: assumed
          content:
            application/json:
              schema: { $ref: '#/components/schemas/GaugeCollection' }
              examples:
                listGauges: { $ref: '#/components/examples/listGauges' }
        '400': { $ref: '#/components/responses/BadRequest' }
    post:
      operationId: installGauge
      summary: Install a gauge
      description: Adds a gauge.
      x-source: assumed
      tags: [Gauges]
      x-permissions: { $ref: '#/components/x-permissions/readMachines' }
      x-rate-limits: { $ref: '#/components/x-rate-limits/read' }
      x-action: { on: Gauges, creates: Gauges, with: { reading: 0, place: { from: Place } } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/InstallRequest' }
      responses:
        '201':
          description: The gauge.
          x-source: assumed
          content:
            application/json:
              schema: { $ref: '#/components/schemas/GaugeEntity' }
        '400': { $ref: '#/components/responses/BadRequest' }

  /api/gauges/{serial}:
    get:
      operationId: getGauge
      summary: Get a gauge
      description: Retrieves one gauge.
      x-source: assumed
      tags: [Gauges]
      x-permissions: { $ref: '#/components/x-permissions/readMachines' }
      x-rate-limits: { $ref: '#/components/x-rate-limits/read' }
      x-odata: { entitySet: Gauges }
      parameters:
        - name: serial
          in: path
          required: true
          description: The serial number.
          x-source: assumed
          schema: { type: string, minLength: 1 }
          example: G-0001
      responses:
        '200':
          description: The gauge.
          x-source: assumed
          content:
            application/json:
              schema: { $ref: '#/components/schemas/GaugeEntity' }
        '404': { $ref: '#/components/responses/NotFound' }

  /api/places/{place}/gauge:
    get:
      operationId: getGaugeOfPlace
      summary: Get the gauge of a place
      description: Retrieves the gauge that hangs somewhere.
      x-source: assumed
      tags: [Gauges]
      x-permissions: { $ref: '#/components/x-permissions/readMachines' }
      x-rate-limits: { $ref: '#/components/x-rate-limits/read' }
      x-odata: { entitySet: Gauges }
      parameters:
        - name: place
          in: path
          required: true
          description: The place.
          x-source: assumed
          schema: { type: string, minLength: 1 }
          example: hall 7
      responses:
        '200':
          description: The gauge.
          x-source: assumed
          content:
            application/json:
              schema: { $ref: '#/components/schemas/GaugeEntity' }
        '404': { $ref: '#/components/responses/NotFound' }
`;

/** The models of that collection. */
export const schemas = `
    Gauge:
      type: object
      description: A gauge.
      x-source: assumed
      required: [serial, place, reading, state]
      additionalProperties: true
      properties:
        serial:
          type: string
          pattern: '^G-[0-9]{4}$'
          description: The serial number.
          x-source: assumed
          example: G-0001
        place:
          type: [string, 'null']
          description: Where it hangs.
          x-source: assumed
          x-personal: true
          example: hall 7
        reading:
          type: integer
          format: int32
          description: What it shows.
          x-source: assumed
          example: 7
        state:
          type: string
          enum: [On, Off]
          description: Whether it is on.
          x-source: assumed

    GaugeEntity:
      description: A gauge as an answer alone.
      x-source: assumed
      allOf:
        - $ref: '#/components/schemas/Gauge'
        - type: object
          properties:
            '@odata.context':
              type: string
              description: The context URL.
              x-source: assumed

    GaugeCollection:
      type: object
      description: A page of gauges.
      x-source: assumed
      additionalProperties: true
      required: [value]
      properties:
        '@odata.context':
          type: string
          description: The context URL.
          x-source: assumed
        '@odata.nextLink':
          type: string
          description: Where the next page is said to be.
          x-source: assumed
        value:
          type: array
          items: { $ref: '#/components/schemas/Gauge' }
          description: The gauges.
          x-source: assumed

    InstallRequest:
      type: object
      description: What is installed.
      x-source: assumed
      required: [Place]
      properties:
        Place:
          type: string
          description: Where it is to hang.
          x-source: assumed
`;

/** The example of its list. */
export const examples = `
    listGauges:
      summary: Two gauges
      x-source: assumed
      value:
        '@odata.context': https://api.security.microsoft.com/api/$metadata#Gauges
        value:
          - { serial: G-0001, place: hall 7, reading: 7, state: 'On' }
          - { serial: G-0002, place: null, reading: 3, state: 'Off' }
`;
